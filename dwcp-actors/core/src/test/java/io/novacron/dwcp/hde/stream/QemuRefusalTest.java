package io.novacron.dwcp.hde.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is not understood passes through from there on, and nothing is guessed. */
class QemuRefusalTest {
  private static final long PAGE = RamLayout.PAGE;

  private final QemuStream stream = new QemuStream();

  private Parted parted(MadeStream made) {
    byte[] bytes = made.bytes();
    Parted parted = Parted.of(bytes, stream, 5000, new Random(1));
    assertThat(parted.stream()).isEqualTo(bytes);
    return parted;
  }

  private void assertPassed(MadeStream made, int pages, String why) {
    parted(made);
    assertThat(stream.figures().whyPassed()).isEqualTo(why);
    assertThat(stream.figures().pages()).isEqualTo(pages);
    assertThat(stream.figures().passedBytes()).isPositive();
  }

  private static MadeStream made() {
    return MadeStream.withBlock(2 * PAGE, 2 * PAGE).part().page(0);
  }

  @Test
  void aGoodStreamIsUnderstood() {
    Parted parted = parted(made().i64(PAGE | MadeStream.ZERO | MadeStream.CONTINUE).u8(0));
    assertThat(parted.layout().bytes()).isEqualTo(2 * PAGE);
    assertThat(stream.figures()).isEqualTo(new StreamFigures(4182, 0, 0, 1, 1, 0, 0, ""));
  }

  @Test
  void aPageOfOneByteIsNoZeroPage() {
    parted(made().i64(PAGE | MadeStream.ZERO | MadeStream.CONTINUE).u8(7));
    assertThat(stream.figures().zeroPages()).isZero();
    assertThat(stream.figures().fills()).isEqualTo(1);
  }

  @Test
  void aBlockMayEndWithinAPage() {
    var made = MadeStream.withBlock(PAGE, 1).name("more").i64(PAGE - 1).part().page(0);
    assertThat(parted(made).layout().bytes()).isEqualTo(2 * PAGE);
    assertThat(stream.figures().pages()).isEqualTo(1);
    assertThat(stream.figures().whyPassed()).isEmpty();
  }

  @Test
  void pagesOutsideOfTheirBlockPassThrough() {
    assertPassed(made().page(PAGE).page(2 * PAGE), 2, "a page beyond its block");
  }

  @Test
  void pagesBeforeTheFirstByteOfABlockPassThrough() {
    assertPassed(made().page(-PAGE), 1, "a page beyond its block");
  }

  @Test
  void pagesOfUnknownBlocksPassThrough() {
    var made = made().i64(MadeStream.PAGE).name("ram1").raw(new byte[4096]);
    assertPassed(made, 1, "a page of an unknown block");
  }

  @Test
  void pagesThatGoOnWithNothingPassThrough() {
    var made = MadeStream.withBlock(PAGE, PAGE).part().i64(MadeStream.PAGE | MadeStream.CONTINUE);
    assertPassed(made.raw(new byte[4096]), 0, "a page of an unknown block");
  }

  @Test
  void unknownFlagsPassThrough() {
    var made = made().i64(MadeStream.MULTIFD_FLUSH | MadeStream.CONTINUE);
    assertPassed(made, 1, "a record of memory with flags 512");
  }

  @Test
  void otherSectionsPassThrough() {
    var made = made().i64(0x10).u8(0x7E).i32(9).start("vfio", 1);
    assertPassed(made, 1, "a section that is not of memory");
  }

  @Test
  void hugeSizesAreNotBelieved() {
    assertPassed(
        MadeStream.withBlock(1L << 60, 1L << 60), 0, "memory of 1152921504606846976 bytes");
  }

  @Test
  void blocksThatDoNotAddUpPassThrough() {
    assertPassed(MadeStream.withBlock(PAGE, 2 * PAGE).part(), 0, "blocks that do not add up");
  }

  @Test
  void countlessBlocksAreNotKept() {
    var made = MadeStream.withBlock(1L << 40, 1);
    for (int i = 0; i < 5000; i++) {
      made.name("block" + i).i64(1);
    }
    assertPassed(made, 0, "more than 4096 blocks");
  }

  @Test
  void aPackageIsSteppedOver() {
    var command = made().i64(0x10).u8(0x7E).i32(9).u8(8).raw(new byte[] {0, 7, 0, 4});
    parted(command.i32(10_000).raw(new byte[10_000]).u8(2).i32(9).page(PAGE));
    assertThat(stream.figures().whyPassed()).isEmpty();
    assertThat(stream.figures().pages()).isEqualTo(2);
  }
}
