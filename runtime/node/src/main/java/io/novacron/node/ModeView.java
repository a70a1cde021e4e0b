package io.novacron.node;

import io.novacron.client.resource.ModeInputsResource;
import io.novacron.client.resource.ModeResource;
import io.novacron.client.resource.PeerRttResource;
import io.novacron.dwcp.mode.Evidence;
import io.novacron.dwcp.mode.ModeDecision;
import io.novacron.dwcp.mode.PeerRtt;
import io.novacron.dwcp.mode.Standing;
import io.novacron.mode.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Shows a mode to users.
 *
 * @param names ids of nodes by their addresses
 */
record ModeView(String node, Map<String, String> names) {
  private static final double NANOS_PER_MILLI = 1e6;

  ModeView {
    names = Map.copyOf(names);
  }

  /**
   * The resource.
   *
   * @param measured whether there was a round at all
   */
  ModeResource show(Finding finding, boolean measured) {
    Standing standing = finding.standing();
    ModeDecision decision = standing.decision();
    return new ModeResource(
        node,
        decision.mode().word(),
        standing.rival().map(Standing.Rival::decision).orElse(decision).found().word(),
        decision.confidence(),
        decision.alert(),
        decision.overridden(),
        standing.since(),
        inputs(finding, measured),
        reasons(standing));
  }

  private static List<String> reasons(Standing standing) {
    List<String> reasons = new ArrayList<>(standing.decision().reasons());
    standing
        .rival()
        .ifPresent(rival ->
            reasons.add(
                rival.decision().mode().word()
                    + " is found since "
                    + rival.since()
                    + ", and counts when that lasts for "
                    + Standing.HOLD.toSeconds()
                    + " s"));
    return reasons;
  }

  private ModeInputsResource inputs(Finding finding, boolean measured) {
    Evidence evidence = finding.evidence();
    return new ModeInputsResource(
        measured ? finding.at() : null,
        evidence.peers().stream().map(this::peer).toList(),
        evidence.machine().rdma(),
        orNull(evidence.machine().linkBitsPerSecond()),
        orNull(evidence.carriedBytesPerSecond()));
  }

  private PeerRttResource peer(PeerRtt rtt) {
    return new PeerRttResource(
        names.get(rtt.peer()),
        rtt.peer(),
        rtt.answered() == 0 ? null : rtt.nanos() / NANOS_PER_MILLI,
        rtt.asked(),
        rtt.answered());
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
