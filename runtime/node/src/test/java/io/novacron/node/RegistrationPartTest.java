package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.discovery.ConsulRegistration;
import io.novacron.discovery.ConsulSettings;
import io.novacron.discovery.Registration;
import io.novacron.discovery.Registration.Entry;
import io.novacron.discovery.Registration.Health;
import io.novacron.discovery.testkit.ConsulStandIn;
import io.novacron.init.Component;
import io.novacron.init.Criticality;
import io.novacron.init.Phase;
import io.novacron.init.Standing;
import io.novacron.node.RegistrationPart.Listing;
import io.novacron.persistence.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationPartTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Entry ENTRY =
      new Entry("n1", "novacron", "127.0.0.1", 8080, List.of(), Map.of());

  private final ConsulStandIn consul = new ConsulStandIn("");
  private final AtomicReference<Health> health = new AtomicReference<>(Health.WARNING);

  private RegistrationPart part() {
    var settings =
        new ConsulSettings(URI.create(consul.url()), new Secret.None(), Duration.ofMillis(500));
    var registration =
        new ConsulRegistration(settings, Duration.ofMillis(1_500), Duration.ofMinutes(5));
    return new RegistrationPart(registration, () -> List.of(new Listing(ENTRY, health::get)));
  }

  private static Component booted(RegistrationPart part) {
    return Part.named(
            "registration",
            Phase.POST_INIT,
            Criticality.DEGRADED,
            RegistrationPart.DEADLINE,
            "environment")
        .starts(part::start)
        .until(part::stop);
  }

  private void awaitStatus(String wanted) {
    await().atMost(PATIENCE).until(() -> consul.status("n1").orElse("none").equals(wanted));
  }

  @AfterEach
  void end() {
    consul.close();
  }

  @Test
  void withoutARegistrationItIsUpAtOnce() {
    var part = new RegistrationPart(Registration.NONE, List::of);
    try (var boot = new OnePartBoot(booted(part))) {
      assertThat(boot.standing()).isInstanceOf(Standing.Up.class);
    }
  }

  @Test
  void theNodeIsKnownForAsLongAsItLivesAndAsItIs() throws Exception {
    var part = part();
    try (var _ = new OnePartBoot(booted(part))) {
      awaitStatus("warning");
      health.set(Health.PASSING);
      awaitStatus("passing");
      consul.forget();
      awaitStatus("passing");
      part.stop();
      assertThat(consul.status("n1")).isEmpty();
    }
  }

  @Test
  void anAgentThatIsDownAtBootIsDoneWithoutAndFoundWhenItComes() {
    consul.stop();
    try (var boot = new OnePartBoot(booted(part()))) {
      assertThat(boot.awaitTrouble()).contains("not registered at the Consul agent at http://");
      consul.restart();
      boot.awaitUp();
      awaitStatus("warning");
    }
  }

  @Test
  void anAgentThatGoesOrIsTooSlowInOperationIsSaidAndFoundAgain() {
    try (var boot = new OnePartBoot(booted(part()))) {
      boot.awaitUp();
      consul.stop();
      boot.awaitTrouble();
      consul.restart();
      boot.awaitUp();
      consul.delay(2_000);
      assertThat(boot.awaitTrouble()).contains("not registered");
      consul.delay(0);
      boot.awaitUp();
      awaitStatus("warning");
    }
  }
}
