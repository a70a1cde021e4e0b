package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Pieces of guests' streams that were changed on their way, by somebody who can make checksums:
 * refused by what an encoder's peer expects, or of the announced length; nothing else. For {@code
 * -Dnovacron.fuzz.seconds=600} it goes on for ten minutes; the seed of what fails is in the
 * message.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class GuestFuzzTest {
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("novacron.fuzz.seconds", 5));
  private static final String ID = "ab".repeat(32);
  private static final int ROUNDS = 30;
  private static final int PAGES = 64;

  private record Sent(ByteBuffer payload, int rawBytes) {}

  @Test
  void nothingThatArrivesDoesHarm() throws IOException {
    long end = System.nanoTime() + TIME.toNanos();
    long first = Long.getLong("novacron.fuzz.seed", new Random().nextLong());
    for (long seed = first; System.nanoTime() < end; seed++) {
      try {
        attack(seed);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("-Dnovacron.fuzz.seed=" + seed, e);
      }
    }
  }

  private static void attack(long seed) throws IOException {
    var random = new Random(seed);
    byte[] base = Pictures.of(PAGES * Pages.PAGE, seed);
    byte[] stream = stream(base, random);
    List<Sent> pieces = encoded(stream, base, random);
    assertThat(decoded(pieces, base)).isEqualTo(stream);
    for (int round = 0; round < ROUNDS; round++) {
      demandHarmless(mutated(pieces, random), base);
    }
  }

  private static byte[] stream(byte[] base, Random random) {
    byte[] now = Pictures.written(base, random.nextInt(200), 3000, random.nextLong());
    var stream = new ToyStream().memory(PAGES);
    for (int i = 0; i < PAGES + random.nextInt(PAGES); i++) {
      int page = random.nextInt(5) == 0 ? random.nextInt(PAGES) : i % PAGES;
      if (random.nextInt(9) == 0) {
        stream.zeros(page, 1 + random.nextInt(PAGES - page));
      } else {
        int at = page * Pages.PAGE;
        stream.page(page, Arrays.copyOfRange(now, at, at + Pages.PAGE));
      }
    }
    return stream.toBytes();
  }

  private static List<Sent> encoded(byte[] stream, byte[] base, Random random) throws IOException {
    List<Sent> pieces = new ArrayList<>();
    var here = new HeldInMemory().keep(ID, base);
    var parser = new ToyStream.Parser();
    try (var encoder = new GuestEncoder(parser, here, here.offer(), null, 3, () -> 0)) {
      GuestEncoder.Sink sink = (payload, rawBytes) -> pieces.add(copy(payload, rawBytes));
      for (int at = 0; at < stream.length; ) {
        int length = Math.min(stream.length - at, 1 + random.nextInt(60_000));
        encoder.take(ByteBuffer.wrap(stream, at, length), sink);
        at += length;
      }
      encoder.end(sink);
    }
    return pieces;
  }

  private static Sent copy(ByteBuffer payload, int rawBytes) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return new Sent(ByteBuffer.wrap(bytes), rawBytes);
  }

  private static byte[] decoded(List<Sent> pieces, byte[] base) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var decoder = new GuestDecoder(new HeldInMemory().keep(ID, base))) {
      for (Sent piece : pieces) {
        ByteBuffer raw = decoder.decode(piece.payload(), piece.rawBytes());
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        out.writeBytes(bytes);
      }
    }
    return out.toByteArray();
  }

  /** What is not refused here is by the digest of the stream, unless it is the stream. */
  private static void demandHarmless(List<Sent> pieces, byte[] base) throws IOException {
    try {
      int announced = pieces.stream().mapToInt(Sent::rawBytes).sum();
      assertThat(decoded(pieces, base)).hasSize(announced);
    } catch (MalformedPayloadException e) {
      assertThat(e).message().isNotBlank();
    }
  }

  private static List<Sent> mutated(List<Sent> pieces, Random random) {
    List<Sent> all = new ArrayList<>(pieces);
    for (int i = random.nextInt(3); i >= 0 && !all.isEmpty(); i--) {
      mutate(all, random.nextInt(all.size()), random);
    }
    return all;
  }

  private static void mutate(List<Sent> all, int which, Random random) {
    Sent piece = all.get(which);
    switch (random.nextInt(8)) {
      case 0 -> all.remove(which);
      case 1 -> all.add(which, piece);
      case 2 -> Collections.swap(all, which, random.nextInt(all.size()));
      case 3 -> all.set(which, new Sent(piece.payload(), 1 + random.nextInt(100_000)));
      case 4 -> all.set(which, new Sent(cut(piece.payload(), random), piece.rawBytes()));
      default -> all.set(which, new Sent(flipped(piece.payload(), random), piece.rawBytes()));
    }
  }

  private static ByteBuffer cut(ByteBuffer payload, Random random) {
    byte[] bytes = new byte[random.nextInt(payload.remaining() + 1)];
    payload.get(0, bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static ByteBuffer flipped(ByteBuffer payload, Random random) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(0, bytes);
    int from = random.nextInt(Math.max(1, bytes.length));
    for (int i = from; i < Math.min(bytes.length, from + 1 + random.nextInt(8)); i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return ByteBuffer.wrap(bytes);
  }
}
