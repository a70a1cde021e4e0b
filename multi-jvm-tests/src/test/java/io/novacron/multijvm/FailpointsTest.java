package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of the files: a test's, and that of a node. */
class FailpointsTest {
  @TempDir private Path folder;
  private Failpoints points = Failpoints.in(Path.of("target"));
  private io.novacron.control.Failpoints node = io.novacron.control.Failpoints.NONE;

  @BeforeEach
  void open() {
    points = Failpoints.in(folder.resolve("points"));
    node = io.novacron.control.Failpoints.in(points.folder());
  }

  @Test
  void whatIsNotArmedDoesNotHalt() {
    assertThat(node.halts("prepared", "web1")).isFalse();
    assertThat(points.reached("prepared")).isFalse();
  }

  @Test
  void anArmedPointHaltsUntilItIsReleased() {
    points.arm("prepared");
    assertThat(points.reached("prepared")).isFalse();
    assertThat(node.halts("prepared", "web1")).isTrue();
    points.awaitReached("prepared", Duration.ofSeconds(10));
    assertThat(node.halts("prepared", "web1")).isTrue();
    points.release("prepared");
    assertThat(node.halts("prepared", "web1")).isFalse();
  }

  @Test
  void onePointDoesNotHaltAnother() {
    points.arm("sealed");
    assertThat(node.halts("committed", "web1")).isFalse();
  }

  @Test
  void thePointOfOneVmDoesNotHaltAnother() {
    points.arm("sealed@web1");
    assertThat(node.halts("sealed", "web2")).isFalse();
    assertThat(node.halts("sealed", "web1")).isTrue();
    points.release("sealed@web1");
    assertThat(node.halts("sealed", "web1")).isFalse();
  }

  @Test
  void whoWaitsInVainIsTold() {
    points.arm("sealed");
    assertThatThrownBy(() -> points.awaitReached("sealed", Duration.ofMillis(50)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'sealed'");
  }

  @Test
  void aPointCanBeArmedAgain() {
    points.arm("sealed");
    assertThat(node.halts("sealed", "web1")).isTrue();
    points.release("sealed");
    points.arm("sealed");
    assertThat(points.reached("sealed")).isFalse();
    assertThat(node.halts("sealed", "web1")).isTrue();
    points.disarm("sealed");
    assertThat(node.halts("sealed", "web1")).isFalse();
  }
}
