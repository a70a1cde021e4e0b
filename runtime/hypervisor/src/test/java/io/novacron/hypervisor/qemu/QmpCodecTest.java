package io.novacron.hypervisor.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.hypervisor.qemu.QmpMessage.Event;
import io.novacron.hypervisor.qemu.QmpMessage.Failure;
import io.novacron.hypervisor.qemu.QmpMessage.Greeting;
import io.novacron.hypervisor.qemu.QmpMessage.Return;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QmpCodecTest {
  private static final String GREETING =
      "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7},"
          + " \"package\": \"Debian\"}, \"capabilities\": [\"oob\"]}}";
  private static final String EVENT =
      "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"MIGRATION\","
          + " \"data\": {\"status\": \"setup\"}}";
  private static final String FAILURE =
      "{\"id\": 5, \"error\": {\"class\": \"CommandNotFound\", \"desc\": \"no such command\"}}";

  @Test
  void aCommandIsALineWithAnId() {
    assertThat(new String(QmpCodec.encode(3, "stop", Map.of()), UTF_8))
        .isEqualTo("{\"execute\":\"stop\",\"id\":3}\n");
    assertThat(new String(QmpCodec.encode(4, "migrate", Map.of("uri", "unix:/a\n\"b")), UTF_8))
        .isEqualTo(
            "{\"execute\":\"migrate\",\"id\":4,\"arguments\":{\"uri\":\"unix:/a\\n\\\"b\"}}\n");
  }

  @Test
  void theFourKindsOfMessagesAreToldApart() throws Exception {
    assertThat(decode(GREETING)).isEqualTo(new Greeting("7.2.22"));
    assertThat(decode(EVENT))
        .isInstanceOfSatisfying(
            Event.class,
            event -> {
              assertThat(event.name()).isEqualTo("MIGRATION");
              assertThat(event.data().path("status").asText()).isEqualTo("setup");
            });
    assertThat(decode("{\"return\": {\"status\": \"running\"}, \"id\": 9}"))
        .isInstanceOfSatisfying(
            Return.class,
            answer -> {
              assertThat(answer.id()).isEqualTo(9);
              assertThat(answer.value().path("status").asText()).isEqualTo("running");
            });
    assertThat(decode(FAILURE)).isEqualTo(new Failure(5, "CommandNotFound", "no such command"));
  }

  @Test
  void aFailureWithoutIdAnswersNoCommandOfOurs() throws Exception {
    assertThat(decode("{\"error\": {\"class\": \"GenericError\", \"desc\": \"Invalid JSON\"}}"))
        .isEqualTo(new Failure(QmpMessage.NO_ID, "GenericError", "Invalid JSON"));
  }

  @Test
  void whatQemuWouldNotSayIsMalformed() {
    for (String line :
        List.of(
            "",
            "{",
            "[]",
            "1",
            "null",
            "{}",
            "{\"return\": 1}",
            "{\"return\": 1, \"id\": \"x\"}",
            "{\"event\": 3}",
            "{\"error\": \"x\"}",
            "{} {}",
            "x".repeat(500))) {
      assertThatThrownBy(() -> decode(line))
          .isInstanceOf(MalformedQmpException.class)
          .hasMessageStartingWith("n");
    }
  }

  @Property(tries = 500)
  void noBytesWhateverDoAnythingButBeUnderstoodOrRefused(@ForAll byte[] line) {
    decodeOrRefuse(line);
  }

  @Property(tries = 500)
  void aDamagedMessageIsUnderstoodOrRefused(
      @ForAll @IntRange(max = 2) int which, @ForAll @IntRange(max = 300) int at, @ForAll byte by) {
    byte[] line = List.of(GREETING, EVENT, FAILURE).get(which).getBytes(UTF_8);
    line[at % line.length] = by;
    decodeOrRefuse(line);
  }

  @Property(tries = 100)
  void howTheBytesArriveMakesNoDifferenceToTheLines(
      @ForAll @Size(max = 30) List<@IntRange(max = 5000) Integer> lengths, @ForAll long seed)
      throws Exception {
    List<byte[]> expected = lengths.stream().filter(n -> n > 0).map(QmpCodecTest::line).toList();
    ByteBuffer all = ByteBuffer.allocate(lengths.stream().mapToInt(n -> n + 2).sum());
    lengths.forEach(n -> all.put(line(n)).put((byte) '\r').put((byte) '\n'));
    assertThat(inPieces(all.flip(), new Random(seed))).containsExactlyElementsOf(expected);
  }

  @Test
  void aLineHasAnEndOrIsRefused() {
    var lines = new QmpLines();
    ByteBuffer endless = ByteBuffer.wrap(line(QmpLines.MAX_LINE_BYTES + 1));
    assertThatThrownBy(() -> lines.take(endless)).isInstanceOf(MalformedQmpException.class);
  }

  private static List<byte[]> inPieces(ByteBuffer all, Random random) throws Exception {
    var lines = new QmpLines();
    List<byte[]> taken = new ArrayList<>();
    while (all.hasRemaining()) {
      int piece = Math.min(all.remaining(), 1 + random.nextInt(2000));
      taken.addAll(lines.take(all.slice(all.position(), piece)));
      all.position(all.position() + piece);
    }
    return taken;
  }

  private static byte[] line(int length) {
    byte[] line = new byte[length];
    java.util.Arrays.fill(line, (byte) 'x');
    return line;
  }

  private static void decodeOrRefuse(byte[] line) {
    try {
      assertThat(QmpCodec.decode(line)).isNotNull();
    } catch (MalformedQmpException e) {
      assertThat(e).hasMessageContaining(":");
    }
  }

  private static QmpMessage decode(String line) throws MalformedQmpException {
    return QmpCodec.decode(line.getBytes(UTF_8));
  }
}
