package io.novacron.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.novacron.discovery.Registration.Entry;
import io.novacron.discovery.Registration.Health;
import io.novacron.discovery.testkit.ConsulStandIn;
import io.novacron.persistence.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsulRegistrationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Entry ENTRY =
      new Entry("n1:api", "novacron", "10.0.0.1", 8080, List.of("rest"), Map.of("site", "a"));

  @TempDir Path folder;

  private final ConsulStandIn consul = new ConsulStandIn("sesame");
  private Secret token = new Secret.None();

  @BeforeEach
  void writeToken() throws Exception {
    token = new Secret.InFile(Files.writeString(folder.resolve("token"), "sesame\n"));
  }

  @AfterEach
  void end() {
    consul.close();
  }

  private ConsulRegistration registration(Secret with) {
    var settings = new ConsulSettings(URI.create(consul.url()), with, Duration.ofMillis(500));
    return new ConsulRegistration(settings, Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  private static void done(CompletionStage<?> stage) {
    var _ = stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void anInstanceIsFoundOnceItSaysThatItIsWell() {
    var registration = registration(token);
    done(registration.register(ENTRY));
    assertThat(consul.status("n1:api")).contains("critical");
    done(registration.heartbeat(ENTRY, Health.WARNING));
    assertThat(consul.status("n1:api")).contains("warning");
    done(registration.heartbeat(ENTRY, Health.PASSING));
    assertThat(consul.status("n1:api")).contains("passing");
    done(registration.deregister(ENTRY));
    assertThat(consul.status("n1:api")).isEmpty();
    done(registration.deregister(ENTRY));
  }

  @Test
  void oneThatSaysNothingIsCriticalAfterItsTime() {
    var registration = registration(token);
    done(registration.register(ENTRY));
    done(registration.heartbeat(ENTRY, Health.PASSING));
    await().atMost(PATIENCE).until(() -> consul.status("n1:api").orElse("").equals("critical"));
  }

  @Test
  void oneThatWasForgottenIsRegisteredAgain() {
    var registration = registration(token);
    done(registration.register(ENTRY));
    consul.forget();
    done(registration.heartbeat(ENTRY, Health.PASSING));
    assertThat(consul.status("n1:api")).contains("passing");
  }

  @Test
  void withoutTheTokenItIsRefusedAndSaysSo() {
    assertThatThrownBy(() -> done(registration(new Secret.None()).register(ENTRY)))
        .hasMessageContaining("403: Permission denied");
  }

  @Test
  void anAgentThatIsSlowOrAwayIsNotWaitedForLong() {
    var registration = registration(token);
    consul.delay(3_000);
    long began = System.nanoTime();
    assertThat(registration.register(ENTRY).toCompletableFuture()).failsWithin(PATIENCE);
    assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(2).toNanos());
    consul.stop();
    assertThat(registration.register(ENTRY).toCompletableFuture()).failsWithin(PATIENCE);
  }

  @Test
  void whatIsNoAgentIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ConsulSettings.at("consul:8500"));
    assertThatIllegalArgumentException().isThrownBy(() -> ConsulSettings.at("http://u:hush@h"));
  }
}
