package io.novacron.node;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.novacron.init.Component;
import io.novacron.init.Phase;
import io.novacron.init.Standing;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.jspecify.annotations.Nullable;

/** A boot of one part, and of an environment that is there at once. */
final class OnePartBoot implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final AtomicReference<@Nullable Snapshot> last = new AtomicReference<>();
  private final ActorSystem<SpawnProtocol.Command> system =
      ActorSystem.create(
          SpawnProtocol.create(),
          "part",
          ConfigFactory.parseString("pekko.actor.provider = local")
              .withFallback(ConfigFactory.load()));

  /** Boots, and returns when the boot goes on, with the part or without. */
  OnePartBoot(Component part) {
    name = part.spec().name();
    var environment = Part.critical("environment", Phase.PRE_INIT, PATIENCE).does(() -> {});
    var _ =
        NodeBoot.run(
            system,
            new NodeSettings.Initialization(8, PATIENCE, PATIENCE),
            List.of(environment, part),
            (snapshot, _) -> last.set(snapshot));
  }

  Standing standing() {
    Snapshot known = last.get();
    Standing standing = known == null ? null : known.standings().get(name);
    return standing == null ? new Standing.Waiting() : standing;
  }

  void awaitUp() {
    awaitStanding(Standing.Up.class::isInstance);
  }

  /** Waits until it rests, and says why. */
  String awaitTrouble() {
    awaitStanding(Standing.Resting.class::isInstance);
    return standing().toString();
  }

  private void awaitStanding(Predicate<Standing> wanted) {
    await().atMost(PATIENCE).until(() -> wanted.test(standing()));
  }

  @Override
  public void close() {
    system.terminate();
    await().atMost(PATIENCE).until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
  }
}
