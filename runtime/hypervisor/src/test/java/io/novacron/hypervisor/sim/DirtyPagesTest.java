package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DirtyPagesTest {
  @Test
  void whatIsWrittenBeforeItFollowsIsNotItsBusiness() {
    var dirty = new DirtyPages();
    dirty.mark(3);
    dirty.follow(2);
    dirty.beginPass();
    assertThat(takeAll(dirty)).containsExactly(0, 1);
  }

  @Test
  void aPageDirtiedInAPassWaitsForTheNext() {
    var dirty = new DirtyPages();
    dirty.follow(3);
    dirty.beginPass();
    assertThat(dirty.next()).isZero();
    dirty.mark(0);
    dirty.mark(2);
    dirty.mark(2);
    assertThat(dirty.dirtied()).isEqualTo(2);
    assertThat(takeAll(dirty)).containsExactly(1, 2);
    dirty.beginPass();
    assertThat(takeAll(dirty)).containsExactly(0, 2);
    assertThat(dirty.pending()).isZero();
  }

  @Test
  void whatAPassLeavesOverIsInTheNext() {
    var dirty = new DirtyPages();
    dirty.follow(3);
    dirty.beginPass();
    dirty.next();
    dirty.beginPass();
    assertThat(takeAll(dirty)).containsExactly(1, 2);
  }

  @Test
  void whatItHasForgottenIsNotPending() {
    var dirty = new DirtyPages();
    dirty.follow(5);
    dirty.forget();
    dirty.mark(1);
    assertThat(dirty.pending()).isZero();
    dirty.beginPass();
    assertThat(dirty.next()).isEqualTo(-1);
  }

  /** A negative number begins a pass, a large one takes pages, any other is a write. */
  @Property
  void itAgreesWithTwoPlainSets(
      @ForAll @Size(max = 200) List<@IntRange(min = -10, max = 79) Integer> acts) {
    var dirty = new DirtyPages();
    dirty.follow(8);
    Set<Integer> written = new TreeSet<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
    Set<Integer> pass = new TreeSet<>();
    for (int act : acts) {
      if (act < 0) {
        dirty.beginPass();
        pass.addAll(written);
        written.clear();
      } else if (act >= 64) {
        int page = dirty.next();
        assertThat(page >= 0 ? pass.remove(page) : pass.isEmpty()).isTrue();
      } else {
        dirty.mark(act);
        written.add(act);
      }
      assertThat(dirty.dirtied()).isEqualTo(written.size());
      assertThat(dirty.pending()).isEqualTo(written.size() + pass.size());
    }
  }

  private static List<Integer> takeAll(DirtyPages dirty) {
    return java.util.stream.IntStream.generate(dirty::next)
        .takeWhile(page -> page >= 0)
        .boxed()
        .toList();
  }
}
