package io.novacron.cli.hde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files there and back again, and what is said of those that cannot be. */
class HdeMainTest {
  private static final int BYTES = (3 << 20) + 1234;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String base = "";
  private String image = "";
  private String frames = "";
  private String copy = "";

  @BeforeEach
  void makeFiles() throws IOException {
    byte[] bytes = new byte[BYTES];
    new Random(1).nextBytes(bytes);
    base = Files.write(folder.resolve("base"), bytes).toString();
    bytes[1_000_000]++;
    image = Files.write(folder.resolve("image"), bytes).toString();
    frames = folder.resolve("frames").toString();
    copy = folder.resolve("copy").toString();
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return HdeMain.run(
        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
  }

  private void fails(String why, String... arguments) {
    assertThat(run(arguments)).isNotZero();
    assertThat(err.toString(UTF_8)).startsWith("novacron hde: ").contains(why);
    assertThat(Path.of(copy)).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFileComesBackAsItWas() throws IOException {
    assertThat(run("encode", "--base", base, image, frames)).as(err.toString(UTF_8)).isZero();
    assertThat(Files.size(Path.of(frames))).isLessThan(200);
    assertThat(out.toString(UTF_8)).contains("delta", "image ratio");
    assertThat(run("decode", "--base", base, frames, copy)).as(err.toString(UTF_8)).isZero();
    assertThat(Path.of(copy)).hasSameBinaryContentAs(Path.of(image));
  }

  @Test
  void aDifferenceIsPricedAndNothingIsWritten() throws IOException {
    assertThat(run("diff", base, image, "-o", "json", "--level", "1")).isZero();
    var priced = new JsonMapper().readTree(out.toString(UTF_8));
    assertThat(priced.path("bytes").asLong()).isEqualTo(BYTES);
    assertThat(priced.path("sentBytes").asLong()).isBetween(1L, 200L);
    assertThat(priced.path("levels").path("delta").path("bytes").asLong()).isEqualTo(4096);
    assertThat(folder).isDirectoryNotContaining("glob:**frames*");
  }

  @Test
  void whatCannotBeDecodedIsSaidAndLeavesNothing() throws IOException {
    run("encode", "--base", base, image, frames);
    fails("none is here", "decode", frames, copy);
    fails("another state", "decode", "--base", image, frames, copy);
    fails("there is no file", "decode", "--base", base + "x", frames, copy);
    assertThat(run("decode", "--base", base + "x", frames, copy)).isEqualTo(HdeMain.USAGE);
    assertThat(run("decode", frames, copy)).isEqualTo(HdeMain.FAILED);
    fails("not a frame of HDE", "decode", "--base", base, image, copy);
    byte[] half = Files.readAllBytes(Path.of(frames));
    Files.write(Path.of(frames), Arrays.copyOf(half, half.length - 60));
    fails("in the middle of a frame", "decode", "--base", base, frames, copy);
    Files.write(Path.of(frames), Arrays.copyOf(half, half.length - 52));
    fails("the last frame has not", "decode", "--base", base, frames, copy);
    fails("is a folder, a device", "encode", folder.toString(), copy);
  }

  /** Whoever has such a file keeps it. */
  @Test
  void aFileThatIsNamedLikeAnUnfinishedOneIsInput() throws IOException {
    Path odd = Files.copy(Path.of(image), Path.of(frames + ".part"));
    assertThat(run("encode", "--base", base, odd.toString(), frames)).isZero();
    assertThat(odd).hasSameBinaryContentAs(Path.of(image));
  }

  @Test
  void levelsThatThereAreNot() {
    assertThat(run("diff", base, image, "--level", "20")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--level is -7 to -1 or 1 to 19, not 20");
  }
}
