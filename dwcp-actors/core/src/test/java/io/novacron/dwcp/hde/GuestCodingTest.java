package io.novacron.dwcp.hde;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novacron.dwcp.hde.HeldImages.Offer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A guest's stream there and back, and what both sides hold thereafter. */
class GuestCodingTest {
  private static final String ID = "ab".repeat(32);
  private static final int PAGES = 300;

  private record Sent(ByteBuffer payload, int rawBytes) {}

  private final HeldInMemory here = new HeldInMemory();
  private final HeldInMemory there = new HeldInMemory();
  private final List<Sent> pieces = new ArrayList<>();
  private @Nullable TheirPages theirPages;

  private Ledger send(byte[] stream, Random random, int most) throws IOException {
    try (var encoder = encoder(there.offer())) {
      for (int at = 0; at < stream.length; ) {
        int length = Math.min(stream.length - at, 1 + random.nextInt(most));
        if (random.nextInt(8) == 0) {
          encoder.spend(anything(random));
        }
        encoder.take(ByteBuffer.wrap(stream, at, length), this::keep);
        at += length;
      }
      encoder.end(this::keep);
      return encoder.ledger();
    }
  }

  private static EncoderController.Decision anything(Random random) {
    int level = 1 + random.nextInt(9);
    return new EncoderController.Decision(
        level, random.nextBoolean(), random.nextBoolean(), random.nextInt(4) > 0);
  }

  private GuestEncoder encoder(Offer theirs) {
    return new GuestEncoder(new ToyStream.Parser(), here, theirs, theirPages, 3, () -> 0);
  }

  private void keep(ByteBuffer payload, int rawBytes) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    assertTrue(bytes.length <= rawBytes + GuestEncoder.MOST_OVERHEAD);
    pieces.add(new Sent(ByteBuffer.wrap(bytes), rawBytes));
  }

  private byte[] received() throws MalformedPayloadException {
    var out = new ByteArrayOutputStream();
    try (var decoder = new GuestDecoder(there)) {
      for (Sent piece : pieces) {
        ByteBuffer raw = decoder.decode(piece.payload(), piece.rawBytes());
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        out.writeBytes(bytes);
      }
      decoder.end();
    }
    return out.toByteArray();
  }

  private int wireBytes() {
    return pieces.stream().mapToInt(piece -> piece.payload().remaining()).sum();
  }

  private static byte[] page(byte[] image, int page) {
    return Arrays.copyOfRange(image, page * Pages.PAGE, (page + 1) * Pages.PAGE);
  }

  private static ToyStream whole(byte[] image) {
    var stream = new ToyStream().memory(image.length / Pages.PAGE);
    for (int i = 0; i < image.length / Pages.PAGE; i++) {
      stream.page(i, page(image, i));
    }
    return stream;
  }

  @Test
  void whatBothHaveKeptIsNotSentAgain() throws IOException {
    byte[] base = Pictures.of(PAGES * Pages.PAGE, 1);
    byte[] now = base.clone();
    now[70_000] ^= 1;
    here.keep(ID, base);
    there.keep(ID, base);
    byte[] stream = whole(now).toBytes();
    Ledger ledger = send(stream, new Random(1), 100_000);
    assertArrayEquals(stream, received());
    assertArrayEquals(now, there.image());
    assertArrayEquals(now, here.image());
    assertTrue(wireBytes() < 2000, wireBytes() + " bytes");
    assertEquals(wireBytes(), ledger.sent());
  }

  @Test
  void anImageThatOnlyOneSideHasIsNotUsed() throws IOException {
    byte[] now = Pictures.of(PAGES * Pages.PAGE, 1);
    there.keep(ID, now);
    byte[] stream = whole(now).toBytes();
    send(stream, new Random(1), 100_000);
    assertArrayEquals(stream, received());
    assertArrayEquals(now, there.image());
  }

  private void onlyTheyHave(byte[] base) throws IOException {
    there.keep(ID, base);
    theirPages = pagesOf(base);
  }

  private static TheirPages pagesOf(byte[] base) throws IOException {
    var images = new HeldInMemory().keep(ID, base);
    var hash = images.hash(new byte[16]);
    return new TheirPages(ID, images.hashes(ID, hash), hash);
  }

  @Test
  void pagesThatOnlyTheReceiverHasAreNotSentIfTheirHashesAreKnown() throws IOException {
    byte[] base = new byte[PAGES * Pages.PAGE];
    new Random(4).nextBytes(base);
    byte[] now = base.clone();
    now[70_000] ^= 1;
    System.arraycopy(base, 200 * Pages.PAGE, now, 20 * Pages.PAGE, 10 * Pages.PAGE);
    onlyTheyHave(base);
    byte[] stream = whole(now).toBytes();
    Ledger ledger = send(stream, new Random(1), 100_000);
    assertArrayEquals(stream, received());
    assertArrayEquals(now, there.image());
    assertArrayEquals(now, here.image());
    assertEquals((PAGES - 11) * Pages.PAGE, ledger.in(Level.SAME));
    assertEquals(10 * Pages.PAGE, ledger.in(Level.COPY));
    assertTrue(wireBytes() < Pages.PAGE + 1000, wireBytes() + " bytes");
  }

  @Test
  void whatTheStreamDoesNotSpeakOfIsHeldByNeitherSide() throws IOException {
    byte[] base = Pictures.of(PAGES * Pages.PAGE, 1);
    onlyTheyHave(base);
    byte[] stream = new ToyStream().memory(PAGES).page(7, page(base, 9)).toBytes();
    send(stream, new Random(1), 100_000);
    assertArrayEquals(stream, received());
    byte[] alone = new byte[base.length];
    System.arraycopy(base, 9 * Pages.PAGE, alone, 7 * Pages.PAGE, Pages.PAGE);
    assertArrayEquals(alone, here.image());
    assertArrayEquals(alone, there.image());
  }

  @Test
  void hashesAreOnlyWorthAskingForOfTheGuestsOwnImage() throws IOException {
    onlyTheyHave(new byte[Pages.PAGE]);
    Offer theirs = there.offer();
    assertEquals(Optional.of(ID), theirs.unknownTo(here.offer()));
    assertEquals(theirs, Offer.of(theirs.bytes()));
    Offer ofKin = new Offer(theirs.bases(), theirs.roomBytes(), false);
    assertEquals(Optional.empty(), ofKin.unknownTo(here.offer()));
    assertEquals(ofKin, Offer.of(ofKin.bytes()));
    assertEquals(Optional.empty(), theirs.unknownTo(Offer.NOTHING));
    here.keep(ID, new byte[Pages.PAGE]);
    assertEquals(Optional.empty(), theirs.unknownTo(here.offer()));
  }

  @Test
  void hashesOfAnotherImageAreNoticed() throws IOException {
    byte[] base = Pictures.of(PAGES * Pages.PAGE, 1);
    onlyTheyHave(base);
    byte[] other = base.clone();
    other[5 * Pages.PAGE]++;
    theirPages = pagesOf(other);
    send(whole(other).toBytes(), new Random(1), 100_000);
    assertThrows(MalformedPayloadException.class, this::received);
  }

  @Test
  void hashesOfAnImageOfAnotherSizeAreNotUsed() throws IOException {
    byte[] now = Pictures.of(PAGES * Pages.PAGE, 1);
    onlyTheyHave(new byte[Pages.PAGE]);
    byte[] stream = whole(now).toBytes();
    send(stream, new Random(1), 100_000);
    assertArrayEquals(stream, received());
  }

  @Property(tries = 60)
  void anyStreamComesOutAgainstWhatOnlyTheReceiverHas(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    byte[] base = Pictures.of(PAGES * Pages.PAGE, random.nextInt(9));
    onlyTheyHave(base);
    byte[] stream = anyStream(random, base);
    send(stream, random, 1 + random.nextInt(3_000_000));
    assertArrayEquals(stream, received());
    assertArrayEquals(here.image(), there.image());
    pieces.clear();
  }

  @Test
  void anImageOfAnotherSizeIsNotUsed() throws IOException {
    byte[] now = Pictures.of(PAGES * Pages.PAGE, 1);
    here.keep(ID, new byte[Pages.PAGE]);
    there.keep(ID, new byte[Pages.PAGE]);
    byte[] stream = whole(now).toBytes();
    send(stream, new Random(1), 100_000);
    assertArrayEquals(stream, received());
  }

  @Test
  void pagesThatWereSentBeforeAreDeltas() throws IOException {
    byte[] image = new byte[PAGES * Pages.PAGE];
    new Random(3).nextBytes(image);
    var stream = whole(image);
    send(stream.toBytes(), new Random(1), 100_000);
    int cold = wireBytes();
    for (int i = 0; i < PAGES; i += 7) {
      image[i * Pages.PAGE + 5]++;
      stream.page(i, page(image, i));
    }
    pieces.clear();
    send(stream.toBytes(), new Random(1), 100_000);
    assertArrayEquals(stream.toBytes(), received());
    assertArrayEquals(image, there.image());
    assertTrue(wireBytes() - cold < PAGES / 7 * 16, wireBytes() - cold + " bytes");
  }

  @Test
  void aBaseThatIsNotWhatItWasTakenForIsNoticed() throws IOException {
    byte[] base = Pictures.of(PAGES * Pages.PAGE, 1);
    here.keep(ID, base);
    byte[] other = base.clone();
    other[5 * Pages.PAGE]++;
    there.keep(ID, other);
    send(whole(base).toBytes(), new Random(1), 100_000);
    assertThrows(MalformedPayloadException.class, this::received);
  }

  @Test
  void afterRecordsThatNobodyCouldForecastAllGoesOnAsBefore() throws IOException {
    var random = new Random(5);
    byte[] image = Pictures.of(PAGES * Pages.PAGE, 1);
    var stream = new ToyStream().memory(PAGES);
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 12_000; i++) {
        stream.oddZero(random.nextInt(PAGES), random.nextInt(), random.nextLong());
      }
      for (int page = round; page < PAGES; page += 3) {
        stream.page(page, page(image, page)).zeros(PAGES - 1 - page, 1);
      }
    }
    send(stream.toBytes(), random, 200_000);
    assertTrue(pieces.stream().anyMatch(GuestCodingTest::isPlain));
    assertArrayEquals(stream.toBytes(), received());
    assertArrayEquals(here.image(), there.image());
  }

  /** With a script it would be longer than what it stands for, since that is mostly noise. */
  private static boolean isPlain(Sent piece) {
    int more = piece.payload().remaining() - piece.rawBytes();
    return piece.rawBytes() > 50_000 && more < 100 && more > -piece.rawBytes() / 8;
  }

  @Test
  void aPageThatComesOutWrongIsRefused() throws IOException {
    byte[] noise = noise(new Random(8), PAGES * Pages.PAGE);
    send(whole(noise).toBytes(), new Random(1), 100_000);
    ByteBuffer payload = pieces.getLast().payload();
    int last = payload.remaining() - 1;
    payload.put(last, (byte) (payload.get(last) + 1));
    assertThrows(MalformedPayloadException.class, this::received);
  }

  @Property(tries = 20)
  void anyStreamComesOutAsItWas(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    byte[] base = Pictures.of(PAGES * Pages.PAGE, random.nextInt(9));
    if (random.nextBoolean()) {
      here.keep(ID, base);
      there.keep(ID, base);
    }
    byte[] stream = anyStream(random, base);
    send(stream, random, 1 + random.nextInt(300_000));
    assertArrayEquals(stream, received());
    assertArrayEquals(here.image(), there.image());
    here.keep(ID, new byte[0]);
    there.keep(ID, new byte[0]);
    pieces.clear();
  }

  private static byte[] anyStream(Random random, byte[] base) {
    var stream = new ToyStream().memory(PAGES);
    int page = 0;
    for (int i = random.nextInt(300); i > 0; i--) {
      page = random.nextInt(4) == 0 ? random.nextInt(PAGES) : (page + 1) % PAGES;
      switch (random.nextInt(6)) {
        case 0 -> stream.zeros(page, random.nextInt(PAGES - page + 1));
        case 1 -> stream.bytes(noise(random, random.nextInt(5000)));
        case 2 -> stream.page(page, noise(random, Pages.PAGE));
        case 3 -> stream.page(page, page(base, random.nextInt(PAGES)));
        default -> stream.page(page, edited(random, page(base, page)));
      }
    }
    return stream.toBytes();
  }

  private static byte[] edited(Random random, byte[] page) {
    for (int i = random.nextInt(4) * random.nextInt(60); i > 0; i--) {
      page[random.nextInt(page.length)]++;
    }
    return page;
  }

  private static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Property(tries = 60)
  void whatIsNotWellFormedIsRefusedOrComesOutRight(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    byte[] base = Pictures.of(PAGES * Pages.PAGE, 2);
    keep(base, random.nextBoolean());
    byte[] stream = anyStream(random, base);
    send(stream, random, 50_000);
    damage(pieces.get(random.nextInt(pieces.size())).payload(), random);
    try {
      assertEquals(stream.length, received().length);
    } catch (MalformedPayloadException e) {
      assertNotNull(e.getMessage());
    }
    pieces.clear();
  }

  private void keep(byte[] base, boolean here) throws IOException {
    theirPages = here ? null : pagesOf(base);
    there.keep(ID, base);
    this.here.keep(ID, here ? base : new byte[0]);
  }

  private static void damage(ByteBuffer payload, Random random) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(payload.remaining());
      payload.put(at, (byte) (payload.get(at) ^ 1 << random.nextInt(8)));
    }
  }
}
