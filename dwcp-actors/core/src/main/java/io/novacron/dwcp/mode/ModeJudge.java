package io.novacron.dwcp.mode;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * Judges how far the peers are. Round trips decide; what else is known makes the judgement surer or
 * less sure. Below {@link #SURE} the mode is hybrid, whatever was found.
 */
public final class ModeJudge {
  /** Round trips below this are those of a data centre: 10 ms. */
  public static final long NEAR_NANOS = 10_000_000L;

  /** Round trips above this are those of the internet: 50 ms. */
  public static final long FAR_NANOS = 50_000_000L;

  /** The confidence below which a node stays hybrid and raises an alert. */
  public static final double SURE = 0.8;

  private ModeJudge() {}

  /**
   * The mode that {@code evidence} speaks for.
   *
   * @param given what the operator has decided; always wins
   */
  public static ModeDecision judge(Evidence evidence, Optional<Mode> given) {
    List<PeerRtt> measured = evidence.peers().stream().filter(PeerRtt::measured).toList();
    Mode found = measured.isEmpty() ? Mode.HYBRID : band(measured);
    var weighing = new Weighing(evidence, measured, found);
    int percent = weighing.percent();
    return given
        .map(mode -> overridden(mode, found, percent, weighing.reasons()))
        .orElseGet(() -> decided(found, percent, weighing.reasons()));
  }

  private static ModeDecision overridden(Mode mode, Mode found, int percent, List<String> reasons) {
    List<String> said = new ArrayList<>();
    said.add("system.mode is " + mode.word() + ", which always wins");
    said.addAll(reasons);
    return new ModeDecision(mode, found, percent / 100.0, false, true, said);
  }

  private static ModeDecision decided(Mode found, int percent, List<String> reasons) {
    boolean alert = percent / 100.0 < SURE;
    return new ModeDecision(
        alert ? Mode.HYBRID : found, found, percent / 100.0, alert, false, reasons);
  }

  /** The band that all are in; hybrid when they are in several. */
  private static Mode band(List<PeerRtt> measured) {
    LongSummaryStatistics rtts = rtts(measured);
    if (rtts.getMax() < NEAR_NANOS) {
      return Mode.DATACENTER;
    }
    return rtts.getMin() > FAR_NANOS ? Mode.INTERNET : Mode.HYBRID;
  }

  static LongSummaryStatistics rtts(List<PeerRtt> measured) {
    return measured.stream().mapToLong(PeerRtt::nanos).summaryStatistics();
  }
}
