package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code bench vm-ops}, short: what it counts must be right on any machine, however slow. */
final class VmOpsBenchIT {
  private static final List<String> FIGURES =
      List.of(
          "operations",
          "errors",
          "lost",
          "forgotten",
          "duplicated",
          "throughputPerSecond",
          "p50Millis",
          "p99Millis",
          "p99MillisAtHalfLoad",
          "bareAskPerSecond",
          "barePersistedPerSecond");

  @Test
  void everyAcknowledgedOperationIsInTheJournalExactlyOnce() throws Exception {
    JsonNode document =
        Printed.by(
            "vm-ops",
            "--database=h2",
            "--in-flight=20",
            "--ramp-seconds=2",
            "--warm-up-seconds=0.5",
            "--seconds=2",
            "--half-load-seconds=2");

    JsonNode h2 = document.path("databases").path(0);
    assertThat(h2.path("name").asText()).isEqualTo("h2");
    assertThat(FIGURES).allSatisfy(name -> assertThat(h2.path(name).isNumber()).as(name).isTrue());
    assertThat(h2.path("errors").asLong()).as(h2.path("firstError").asText()).isZero();
    assertThat(h2.path("lost").asLong()).isZero();
    assertThat(h2.path("duplicated").asLong()).isZero();
    assertThat(h2.path("peerErrors").asLong()).as(h2.path("firstPeerError").asText()).isZero();
    assertThat(h2.path("operations").asLong()).isGreaterThan(20);
    assertThat(h2.path("barePersistedPerSecond").asDouble()).isPositive();
    assertThat(document.path("context").path("cpus").asInt()).isPositive();
    assertThat(document.path("context").path("versions").path("java").asText()).isNotEmpty();
    assertThat(h2).noneMatch(JsonNode::isNull);
  }
}
