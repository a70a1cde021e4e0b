package io.novacron.node;

import io.novacron.client.resource.ModeResource;
import io.novacron.control.Hosts;
import io.novacron.control.ModeDesk;
import io.novacron.dwcp.mode.Evidence;
import io.novacron.dwcp.mode.Mode;
import io.novacron.dwcp.mode.ModeDecision;
import io.novacron.dwcp.mode.ModeJudge;
import io.novacron.dwcp.mode.Standing;
import io.novacron.mode.Devices;
import io.novacron.mode.Finding;
import io.novacron.mode.ModeWatch;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/** Finds out how far this node's peers are, and knows what was found last. */
final class ModePart implements ModeDesk {
  private final String node;
  private final Optional<Mode> given;
  private final Actors actors;
  private final Hosts hosts;
  private final Supplier<OptionalLong> carried;
  private final InstantSource clock;
  private final Finding unmeasured;
  private volatile Finding last;
  private final Slot<ActorRef<?>> watch = new Slot<>("mode");

  /**
   * @param carried bytes per second that a migration from here has lately put through
   */
  ModePart(
      NodeSettings settings,
      Actors actors,
      Hosts hosts,
      Supplier<OptionalLong> carried,
      InstantSource clock) {
    this.node = settings.id();
    this.given = Mode.of(settings.configuration().text("system.mode"));
    this.actors = actors;
    this.hosts = hosts;
    this.carried = carried;
    this.clock = clock;
    Evidence nothing = Evidence.of(Evidence.Machine.UNKNOWN);
    var now = clock.instant();
    this.unmeasured =
        new Finding(Standing.first(ModeJudge.judge(nothing, given), now), nothing, now);
    this.last = unmeasured;
  }

  /** Starts to measure; what comes of it is known later. */
  void start() {
    var around =
        new ModeWatch.Surroundings(
            Devices.look(),
            given,
            carried,
            ModeWatch.Timing.USUAL,
            clock,
            finding -> last = finding);
    watch.put(actors.spawn("mode", ModeWatch.create(around)));
  }

  void stop() {
    watch.take().ifPresent(actors::stop);
  }

  /** What counts. */
  Mode mode() {
    return decision().mode();
  }

  private ModeDecision decision() {
    return last.standing().decision();
  }

  double confidence() {
    return decision().confidence();
  }

  /** 1 if it stays hybrid because it is not sure, else 0. */
  int alert() {
    return decision().alert() ? 1 : 0;
  }

  /** 1 for the mode that counts, 0 for the others. */
  Map<String, Integer> states() {
    Mode now = mode();
    return Arrays.stream(Mode.values())
        .collect(Collectors.toMap(Mode::word, mode -> mode == now ? 1 : 0));
  }

  @Override
  public ModeResource now() {
    Finding finding = last;
    return new ModeView(node, names()).show(finding, !finding.equals(unmeasured));
  }

  /** Ids of nodes by their addresses. */
  private Map<String, String> names() {
    return hosts.all().values().stream()
        .collect(
            Collectors.toMap(host -> host.report().address(), Hosts.Host::id, (first, _) -> first));
  }
}
