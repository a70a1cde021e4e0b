package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bench corpus}, {@code bench guests} and {@code bench capture}: what they make of words.
 */
class CorpusCommandTest {
  private static final int USAGE = 2;

  @TempDir private Path dir;

  @Test
  void aCorpusIsWhatTheBenchReads() throws IOException {
    Path out = dir.resolve("corpus");
    assertThat(BenchMain.run("corpus", "--out=" + out, "--mib=8")).isZero();
    assertThat(HdePair.in(out.resolve("pairs"), out)).hasSize(11);
  }

  @Test
  void sizesOutOfRangeAreWrongCommandLines() {
    assertThat(BenchMain.run("corpus", "--out=" + dir, "--mib=7")).isEqualTo(USAGE);
    assertThat(BenchMain.run("corpus")).isEqualTo(USAGE);
    assertThat(BenchMain.run("guests", "--out=" + dir, "--mib=255")).isEqualTo(USAGE);
    assertThat(BenchMain.run("guests", "--out=" + dir, "--seconds=1")).isEqualTo(USAGE);
    assertThat(BenchMain.run("capture", "--out=" + dir)).isEqualTo(USAGE);
  }

  @Test
  void whatCannotBeWrittenOrFoundIsSaid() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "not a folder");
    assertThat(BenchMain.run("corpus", "--out=" + file, "--mib=8")).isEqualTo(BenchMain.CANNOT_RUN);
    assertThat(BenchMain.run("guests", "--out=" + file, "--packages=" + file))
        .isEqualTo(BenchMain.CANNOT_RUN);
    assertThat(BenchMain.run("capture", "--out=" + dir, "--qmp=" + dir.resolve("none")))
        .isEqualTo(BenchMain.CANNOT_RUN);
  }
}
