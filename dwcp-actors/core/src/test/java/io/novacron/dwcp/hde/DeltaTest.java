package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeltaTest {
  private static Cursor cursor(Bytes bytes) {
    return new Cursor(bytes.array(), 0, bytes.length());
  }

  @Property(tries = 500)
  void whatIsAppliedIsWhatWasThere(
      @ForAll @IntRange(max = 5000) int length,
      @ForAll @IntRange(max = 40) int writes,
      @ForAll @IntRange(min = 1, max = 300) int most,
      @ForAll long seed)
      throws MalformedPayloadException {
    byte[] base = Pictures.of(length, seed);
    byte[] image = Pictures.written(base, writes, most, seed);
    var delta = new Delta();
    int cost =
        delta.add(Pictures.image(image), 0, length, Pictures.image(base), 0, Integer.MAX_VALUE / 2);
    assertThat(cost).isEqualTo(delta.runs.length() + delta.fresh.length());
    byte[] back = new byte[length];
    Cursor fresh = cursor(delta.fresh);
    Delta.apply(
        cursor(delta.runs), fresh, Pictures.image(back), 0, length, Pictures.image(base), 0);
    assertThat(back).isEqualTo(image);
    assertThat(fresh.left()).isZero();
  }

  @Test
  void whatCostsTooMuchAddsNothing() {
    byte[] base = new byte[4096];
    byte[] image = Pictures.written(base, 30, 100, 1);
    var delta = new Delta();
    assertThat(delta.add(Pictures.image(base), 0, 4096, Pictures.image(base), 0, 9)).isEqualTo(2);
    assertThat(delta.add(Pictures.image(image), 0, 4096, Pictures.image(base), 0, 100))
        .isEqualTo(-1);
    assertThat(delta.runs.length() + delta.fresh.length()).isEqualTo(2);
  }

  @Test
  void runsBeyondThePageAreRefused() {
    var runs = new Bytes(8);
    runs.putVar(11);
    var page = Pictures.image(new byte[10]);
    assertThatThrownBy(() -> Delta.apply(cursor(runs), cursor(new Bytes(1)), page, 0, 10, page, 0))
        .hasMessageContaining("at most 10");
  }
}
