package io.novacron.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.resource.EncodingResource;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.ReceiptResource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTextTest {
  private static final ReceiptResource RECEIPT =
      new ReceiptResource(
          64 << 20,
          48_000_000,
          12_000_000,
          12_100_000,
          3,
          3200,
          187.4,
          "heartbeat",
          "n1",
          4,
          16_000_000,
          "ab",
          1,
          new EncodingResource(
              List.of(
                  new EncodingResource.Stage("delta", 2 << 20, 30_000, 4.4),
                  new EncodingResource.Stage("similar", 0, 0, 0)),
              500,
              "0123456789abcdef",
              24_000_000,
              8_000_000));

  private static MigrationResource migration() {
    return new MigrationResource(
        "busy.4",
        "busy",
        "n1",
        "n2",
        "completed",
        null,
        "n3",
        300,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(),
        null,
        RECEIPT);
  }

  @Test
  void aReceiptSaysWhatEachStageMadeOfTheBytesAndWhatTheGuestFelt() {
    String text = String.join("\n", Receipts.lines(migration(), RECEIPT));

    assertThat(text)
        .contains("receipt of busy.4", "n1 -> n2", "64.0 MiB", "45.8 MiB in 3 passes", "(25 %)")
        .contains("4 connections", "187 ms, felt by the guest", "seen from n1")
        .contains("checkpoint 0123456789ab", "2.0 MiB -> 29.3 KiB, 4 ms of CPU")
        .contains("7.6 MiB of 22.9 MiB of it")
        .doesNotContain("similar");
  }

  @Test
  void progressIsOverwrittenOnATerminalAndNotRemembered() {
    var bytes = new ByteArrayOutputStream();
    var narrator = new Narrator(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
    narrator.progress("10 %");
    narrator.progress("20 %");
    narrator.say("done");

    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\r").contains("20 %");
    assertThat(narrator.told()).singleElement().asString().endsWith("done");
  }

  @Test
  void thePictureHoldsEveryLineWithMarkupEscaped() {
    String svg = Picture.svg(List.of("a -> b & c", "'busy' is still running on n2"));

    assertThat(svg).startsWith("<svg").contains("a -&gt; b &amp; c").contains("#7ee787");
  }
}
