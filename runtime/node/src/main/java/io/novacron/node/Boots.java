package io.novacron.node;

import io.novacron.client.resource.BootRecordResource;
import io.novacron.client.resource.BootResource;
import io.novacron.control.BootDesk;
import io.novacron.init.BootHistory;
import io.novacron.init.BootHistory.Regression;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import java.util.List;
import java.util.stream.IntStream;

/** This boot, as far as it is, and those before it. */
final class Boots implements BootDesk {
  private final String node;
  private final BootHistoryFile file;
  private volatile BootResource now;

  Boots(String node, BootHistoryFile file) {
    this.node = node;
    this.file = file;
    this.now = BootView.none(node);
  }

  void note(Snapshot snapshot) {
    now = BootView.of(node, snapshot);
  }

  @Override
  public BootResource boot() {
    return now;
  }

  @Override
  public List<BootRecordResource> boots() {
    BootHistory history = file.read();
    return IntStream.range(0, history.entries().size()).mapToObj(i -> shown(history, i)).toList();
  }

  private static BootRecordResource shown(BootHistory history, int index) {
    BootHistory.Entry entry = history.entries().get(index);
    return new BootRecordResource(
        entry.at(),
        entry.outcome(),
        entry.totalSeconds(),
        entry.sequentialSeconds(),
        entry.parallel(),
        entry.criticalPath(),
        entry.without(),
        entry.workSeconds(),
        history.regressions(index).stream().map(Regression::name).toList());
  }
}
