package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageCoderTest {
  private static final List<byte[]> BEFORE = Records.of(2000, 1);
  private static final List<byte[]> NOW = Records.of(2000, 2);
  private static final MessageDictionary ONE = MessageDictionary.train(1, BEFORE.subList(0, 1500));
  private static final MessageDictionary OTHER =
      MessageDictionary.train(1, Records.of(2500, 3).subList(1500, 2500));

  private final MessageCoder bare = new MessageCoder(List.of());
  private final MessageCoder coder = new MessageCoder(List.of(ONE));

  @Test
  void aRecordWhoseMetricsChangedIsATenthAndOneThatIsNewAThird() throws Exception {
    assertThat(ratio(coder, true)).isGreaterThan(8);
    assertThat(ratio(coder, false)).isGreaterThan(3.2);
    assertThat(ratio(bare, true)).isGreaterThan(6);
    assertThat(ratio(bare, false)).isGreaterThan(1.2);
  }

  private static double ratio(MessageCoder coder, boolean withPrevious) throws Exception {
    long raw = 0;
    long wire = 0;
    for (int i = 1500; i < NOW.size(); i++) {
      byte[] previous = withPrevious ? BEFORE.get(i) : null;
      byte[] frame = coder.encode(NOW.get(i), previous);
      assertThat(coder.decode(frame, previous)).isEqualTo(NOW.get(i));
      raw += NOW.get(i).length;
      wire += frame.length;
    }
    return (double) raw / wire;
  }

  @Test
  void whatHasNotChangedIsSixBytes() throws Exception {
    byte[] message = NOW.getFirst();
    byte[] frame = coder.encode(message, message);
    assertThat(frame).hasSize(6);
    assertThat(coder.decode(frame, message)).isEqualTo(message).isNotSameAs(message);
    refused(coder, frame, BEFORE.getFirst());
    refused(coder, frame, null);
  }

  @Property(tries = 500)
  void anythingComesBackAsItWasAndGrowsByAFewBytes(
      @ForAll @Size(max = 3000) byte[] message,
      @ForAll @Size(max = 3000) byte[] previous,
      @ForAll boolean withPrevious,
      @ForAll boolean trained)
      throws Exception {
    var one = trained ? coder : bare;
    byte[] base = withPrevious ? previous : null;
    byte[] frame = one.encode(message, base);
    assertThat(frame.length).isLessThanOrEqualTo(message.length + MessageCoder.MOST_OVERHEAD);
    assertThat(one.decode(frame, base)).isEqualTo(message);
  }

  @Property(tries = 300)
  void textOfAnyLengthComesBackAsItWas(
      @ForAll @IntRange(max = MessageCoder.MOST_BYTES) int length, @ForAll boolean trained)
      throws Exception {
    var one = trained ? coder : bare;
    byte[] message = text(length, 1);
    byte[] previous = text(length / 2, 2);
    assertThat(one.decode(one.encode(message, previous), previous)).isEqualTo(message);
    assertThat(one.decode(one.encode(message, null), null)).isEqualTo(message);
  }

  @Test
  void aLongMessageIsCompressed() {
    byte[] message = text(MessageCoder.MOST_BYTES, 1);
    assertThat(bare.encode(message, null).length).isLessThan(message.length * 2 / 3);
  }

  private static byte[] text(int length, int seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append("metric-").append(random.nextInt(100_000)).append(';');
    }
    return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }

  @Property(tries = 300)
  void anotherBaseIsRefusedOrDoesNotMatter(
      @ForAll @IntRange(max = 1999) int number,
      @ForAll @IntRange(max = 1999) int other,
      @ForAll boolean trained) {
    var one = trained ? coder : bare;
    byte[] frame = one.encode(NOW.get(number), BEFORE.get(number));
    neverWrong(one, frame, BEFORE.get(other), NOW.get(number));
    neverWrong(one, frame, null, NOW.get(number));
    neverWrong(one, frame, new byte[0], NOW.get(number));
  }

  @Property(tries = 2000)
  void damageIsRefusedOrDoesNotMatter(
      @ForAll @IntRange(max = 1999) int number,
      @ForAll @IntRange(max = 3) int way,
      @ForAll Random random)
      throws Exception {
    var one = way < 2 ? coder : bare;
    byte[] previous = way % 2 == 0 ? BEFORE.get(number) : null;
    byte[] frame = one.encode(NOW.get(number), previous);
    neverWrong(one, damaged(frame, random), previous, NOW.get(number));
  }

  private static byte[] damaged(byte[] frame, Random random) {
    byte[] bytes = Arrays.copyOf(frame, 1 + random.nextInt(frame.length + 8));
    for (int hits = random.nextInt(4); hits >= 0; hits--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static void neverWrong(
      MessageCoder coder, byte[] frame, byte @Nullable [] previous, byte[] right) {
    try {
      assertThat(coder.decode(frame, previous)).isEqualTo(right);
    } catch (MalformedPayloadException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  @Test
  void aDictionaryOfTheSameNumberThatIsAnotherIsRefused() {
    var foreign = new MessageCoder(List.of(OTHER));
    refused(foreign, coder.encode(NOW.getFirst(), null), null);
    refused(foreign, coder.encode(NOW.getFirst(), BEFORE.getFirst()), BEFORE.getFirst());
    assertThat(ONE.digest()).hasSize(32).isNotEqualTo(OTHER.digest());
  }

  @Test
  void aDictionaryThatIsNotHereIsRefused() {
    refused(bare, coder.encode(NOW.getFirst(), null), null);
    refused(bare, coder.encode(NOW.getFirst(), BEFORE.getFirst()), BEFORE.getFirst());
  }

  @Test
  void anOlderDictionaryIsStillRead() throws Exception {
    var next = MessageDictionary.of(2, OTHER.bytes());
    try (var newer = new MessageCoder(List.of(next, ONE))) {
      assertThat(newer.decode(coder.encode(NOW.getFirst(), null), null)).isEqualTo(NOW.getFirst());
      refused(coder, newer.encode(NOW.getFirst(), null), null);
    }
  }

  @Test
  void framesOfOtherKindsAndLengthsAreRefused() {
    refused(bare, new byte[0], null);
    refused(bare, new byte[] {6, 0, 0, 0, 0}, null);
    refused(bare, new byte[] {(byte) 0xF8, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, 0, 0, 0}, null);
    byte[] same = coder.encode(NOW.getFirst(), NOW.getFirst());
    refused(coder, Arrays.copyOf(same, 7), NOW.getFirst());
  }

  @Test
  void whatCannotBeIsRefusedBeforeItIsUsed() {
    assertThatThrownBy(() -> bare.encode(new byte[MessageCoder.MOST_BYTES + 1], null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MessageCoder(List.of(ONE, OTHER)))
        .hasMessageContaining("two dictionaries 1");
    assertThatThrownBy(() -> MessageDictionary.of(128, ONE.bytes())).hasMessageContaining("128");
    assertThatThrownBy(() -> MessageDictionary.of(1, new byte[1000])).hasMessageContaining("1");
    assertThatThrownBy(() -> MessageDictionary.of(1, new byte[2 << 20])).hasMessageContaining("1");
    assertThatThrownBy(() -> MessageDictionary.train(1, NOW.subList(0, 3)))
        .hasMessageContaining("3 samples");
  }

  private static void refused(MessageCoder coder, byte[] frame, byte @Nullable [] previous) {
    assertThatThrownBy(() -> coder.decode(frame, previous))
        .isInstanceOf(MalformedPayloadException.class);
  }
}
