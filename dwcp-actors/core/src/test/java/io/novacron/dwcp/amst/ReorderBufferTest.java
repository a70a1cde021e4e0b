package io.novacron.dwcp.amst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
  @Property(tries = 200)
  void whateverTheOrderEverythingComesOutOnceAndInOrder(
      @ForAll @IntRange(min = 1, max = 60) int frames, @ForAll long seed) throws Exception {
    var order = new ArrayList<>(LongStream.range(0, frames).boxed().toList());
    order.addAll(order.subList(0, frames / 2));
    Collections.shuffle(order, new Random(seed));
    var buffer = new ReorderBuffer<Long>(frames, frames * 10L);
    var out = new ArrayList<Long>();
    for (long sequence : order) {
      var _ = buffer.offer(sequence, sequence, 10);
      while (buffer.ready()) {
        out.add(buffer.poll());
      }
    }
    assertThat(out).isEqualTo(LongStream.range(0, frames).boxed().toList());
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void whatWasHereBeforeIsNotKeptTwice() throws Exception {
    var buffer = new ReorderBuffer<String>(4, 100);
    assertThat(buffer.offer(1, "b", 10)).isTrue();
    assertThat(buffer.offer(1, "b", 10)).isFalse();
    assertThat(buffer.bytes()).isEqualTo(10);
    assertThat(buffer.poll()).isNull();
    assertThat(buffer.offer(0, "a", 10)).isTrue();
    assertThat(buffer.poll()).isEqualTo("a");
    assertThat(buffer.poll()).isEqualTo("b");
    assertThat(buffer.offer(0, "a", 10)).isFalse();
    assertThat(buffer.next()).isEqualTo(2);
  }

  @Test
  void whatIsBeyondTheBoundsIsRefused() throws Exception {
    var buffer = new ReorderBuffer<String>(4, 100);
    assertThatThrownBy(() -> buffer.offer(4, "far", 1)).isInstanceOf(AmstProtocolException.class);
    assertThat(buffer.offer(3, "near", 60)).isTrue();
    assertThatThrownBy(() -> buffer.offer(2, "large", 41))
        .isInstanceOf(AmstProtocolException.class);
  }
}
