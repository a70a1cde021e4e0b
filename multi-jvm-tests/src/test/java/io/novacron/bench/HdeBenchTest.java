package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench hde} on small files: what it counts must be right on any machine, however slow. */
class HdeBenchTest {
  private static final int MIB = 1 << 20;

  @TempDir private Path folder;
  private Path pairs = Path.of("");

  @BeforeEach
  void makeFiles() throws IOException {
    byte[] base = new byte[2 * MIB];
    new Random(1).nextBytes(base);
    java.util.Arrays.fill(base, MIB, MIB + MIB / 2, (byte) 0);
    System.arraycopy(base, 0, base, MIB + MIB / 2, MIB / 4);
    Files.write(folder.resolve("base"), base);
    base[5000]++;
    Files.write(folder.resolve("current"), base);
    pairs = Files.writeString(folder.resolve("pairs"), "-\tbase\nbase\tcurrent\n");
  }

  private JsonNode printed(String... more) throws Exception {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "hde";
    arguments[1] = "--corpus=" + folder;
    arguments[2] = "--pairs=" + pairs;
    arguments[3] = "--runs=1";
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Printed.by(arguments).path("pairs");
  }

  @Test
  void figuresAreThoseOfThePair() throws Exception {
    JsonNode first = printed("--no-peers").path(0);
    assertThat(first.path("base").asText()).isEqualTo("-");
    assertThat(first.path("identical").asBoolean()).isTrue();
    assertThat(first.path("zeroShare").asDouble()).isEqualTo(0.25);
    assertThat(first.path("duplicateShare").asDouble()).isEqualTo(0.125);
    assertThat(first.path("imageRatio").asDouble()).isBetween(1.58, 1.61);
    JsonNode second = printed("--no-peers").path(1);
    assertThat(second.path("imageRatio").asDouble()).isGreaterThan(8000);
    assertThat(second.path("levels").path("delta").path("bytes").asLong()).isEqualTo(4096);
    assertThat(second.path("encodeMBPerCpuSecond").asDouble()).isPositive();
    assertThat(second.path("decodeMBPerCpuSecond").asDouble()).isPositive();
  }

  /** Where they are installed, they are measured; where not, that is said. */
  @Test
  void peersAreMeasuredOrSaidToBeMissing() throws Exception {
    JsonNode peers = printed().path(1).path("peers");
    for (String name : new String[] {"zstd3", "zstd3long27", "patchFrom", "xdelta3", "rsync"}) {
      JsonNode peer = peers.path(name);
      if (peer.has("unavailable")) {
        assertThat(peer.path("unavailable").asText()).endsWith("is not installed");
      } else {
        assertThat(peer.path("ratio").asDouble()).as(name).isGreaterThan(1);
        assertThat(peer.path("MBPerCpuSecond").asDouble()).as(name).isPositive();
      }
    }
  }

  @Test
  void pairsThatAreNone() throws Exception {
    Files.writeString(pairs, "base current\n");
    assertThat(run()).isEqualTo(BenchMain.CANNOT_RUN);
    Files.writeString(pairs, "base\tgone\n");
    assertThat(run()).isEqualTo(BenchMain.CANNOT_RUN);
  }

  private int run() {
    return BenchMain.run("hde", "--corpus=" + folder, "--pairs=" + pairs);
  }
}
