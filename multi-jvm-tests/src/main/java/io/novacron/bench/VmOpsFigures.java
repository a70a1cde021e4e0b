package io.novacron.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What vm-ops has seen on one database.
 *
 * @param product what the database calls itself
 * @param first a few operations on a cluster that has just started
 * @param full as many operations as could be done
 * @param half half as many
 * @param found what the journal says
 * @param settled whether all started VMs ran and all lists had caught up before the peers ran
 */
record VmOpsFigures(
    String product,
    Load.Result first,
    Load.Result full,
    Load.Result half,
    JournalAudit.Findings found,
    boolean settled,
    PeerFigures persisted,
    PeerFigures asked) {

  /** As JSON has it. */
  Map<String, Object> json(String name) {
    var all = new LinkedHashMap<String, Object>();
    long acknowledged = first.acknowledged() + full.acknowledged() + half.acknowledged();
    all.put("name", name);
    all.put("version", product);
    all.put("operations", acknowledged);
    all.put("errors", first.errors() + full.errors() + half.errors());
    all.put("lost", found.lost());
    all.put("forgotten", found.forgotten());
    all.put("duplicated", found.duplicated());
    all.put("throughputPerSecond", rounded(full.perSecond()));
    all.put("p50Millis", rounded(full.millisAt(50)));
    all.put("p99Millis", rounded(full.millisAt(99)));
    all.put("p99MillisAtHalfLoad", rounded(half.millisAt(99)));
    all.put("bareAskPerSecond", rounded(asked.perSecond()));
    all.put("barePersistedPerSecond", rounded(persisted.perSecond()));
    all.put("shareOfBarePersisted", share(full.perSecond(), persisted.perSecond()));
    all.put("shareOfBareAsk", share(full.perSecond(), asked.perSecond()));
    all.put("halfLoadPerSecond", rounded(half.perSecond()));
    all.put("p50MillisAtHalfLoad", rounded(half.millisAt(50)));
    all.put("barePersistedP50Millis", rounded(persisted.millisAt(50)));
    all.put("barePersistedP99Millis", rounded(persisted.millisAt(99)));
    all.put("bareAskP99Millis", rounded(asked.millisAt(99)));
    all.put("eventsPerOperation", share((double) found.events(), (double) acknowledged));
    all.put("peerErrors", persisted.errors() + asked.errors());
    all.put("settledBeforePeers", settled);
    first
        .firstError()
        .or(full::firstError)
        .or(half::firstError)
        .ifPresent(e -> all.put("firstError", e));
    if (!(persisted.firstError() + asked.firstError()).isEmpty()) {
      all.put("firstPeerError", persisted.firstError() + asked.firstError());
    }
    return all;
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : Math.round(part / whole * 1000) / 1000.0;
  }

  private static double rounded(double figure) {
    return Math.round(figure * 100) / 100.0;
  }
}
