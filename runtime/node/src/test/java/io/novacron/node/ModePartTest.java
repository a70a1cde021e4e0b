package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.novacron.agent.GuestFigures;
import io.novacron.client.resource.ModeResource;
import io.novacron.config.Sources;
import io.novacron.control.DatabaseWatch;
import io.novacron.control.Hosts;
import io.novacron.dwcp.mode.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModePartTest {
  private final ActorSystem<SpawnProtocol.Command> system =
      ActorSystem.create(
          SpawnProtocol.create(),
          "mode",
          ConfigFactory.parseString("pekko.actor.provider=local, pekko.fail-mixed-versions=off")
              .withFallback(ConfigFactory.load()));

  @AfterEach
  void end() {
    ActorTestKit.shutdown(system, Duration.ofSeconds(30));
  }

  private ModePart part(Map<String, String> keys) {
    return new ModePart(
        NodeSettings.of(Sources.of(keys)),
        new Actors(system),
        new Hosts(),
        OptionalLong::empty,
        InstantSource.system());
  }

  private static String figures(ModePart part) {
    var metrics = Figures.of(new Hosts(), new GuestFigures(), new DatabaseWatch(), part);
    return new String(metrics.text(), StandardCharsets.UTF_8);
  }

  @Test
  void beforeAnythingIsMeasuredItIsHybridWithAnAlert() {
    ModePart part = part(Map.of());
    assertThat(part.mode()).isEqualTo(Mode.HYBRID);
    assertThat(part.now().inputs().measuredAt()).isNull();
    assertThat(figures(part))
        .contains("novacron_mode{mode=\"datacenter\"} 0.0")
        .contains("novacron_mode{mode=\"hybrid\"} 1.0")
        .contains("novacron_mode_confidence 0.0")
        .contains("novacron_mode_unsure 1.0");
  }

  @Test
  void whatIsGivenCountsFromTheStartWithoutAnAlert() {
    ModePart part = part(Map.of("system.mode", "internet"));
    assertThat(part.mode()).isEqualTo(Mode.INTERNET);
    assertThat(figures(part))
        .contains("novacron_mode{mode=\"internet\"} 1.0")
        .contains("novacron_mode_unsure 0.0");
    assertThat(part.now())
        .returns("internet", ModeResource::mode)
        .returns(true, ModeResource::overridden);
  }

  @Test
  void itMeasuresWhileItIsUpAndCanBeStartedAgain() {
    ModePart part = part(Map.of());
    part.start();
    part.stop();
    part.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> part.now().inputs().measuredAt() != null);
    part.stop();
    assertThat(part.now().reasons()).startsWith("there is no peer to measure");
  }
}
