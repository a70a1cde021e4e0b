package io.novacron.bench.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.bench.guest.OltpGuest.Writes;
import io.novacron.vm.Boot;
import io.novacron.vm.Heartbeat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OltpGuestTest {
  private static final Path SOURCE = Path.of("src/main/guest/oltp.c");
  private static final Path BUILD = SOURCE.resolveSibling("build-oltp.sh");
  private static final OltpGuest GUEST =
      new OltpGuest(256, Path.of("/k"), Path.of("/i"), Map.of("bash", "5"));

  @TempDir private Path dir;

  /** Without a compiler that holds as well, so nobody forgets to compile. */
  @Test
  void theProgramIsMadeOfTheSource() throws Exception {
    assertThat(program()).contains("oltp of " + digest());
  }

  private static String program() throws IOException {
    return new String(OltpGuest.program(), StandardCharsets.ISO_8859_1);
  }

  private static String digest() throws Exception {
    byte[] source = Files.readAllBytes(SOURCE);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(source));
  }

  /** Where there is a compiler; the bytes can only be the same if it is that of the resource. */
  @Test
  void theSameCompilerMakesTheSameProgram() throws Exception {
    Path made = dir.resolve("oltp.bin");
    ProgramRun run = ProgramRun.of(dir, "sh", BUILD.toAbsolutePath().toString(), made.toString());
    if (run.output().contains("gcc: not found")) {
      return;
    }
    assertThat(run.output()).isEmpty();
    byte[] bytes = Files.readAllBytes(made);
    if (compiler(bytes).equals(compiler(OltpGuest.program()))) {
      assertThat(bytes).isEqualTo(OltpGuest.program());
    }
  }

  private static String compiler(byte[] program) {
    String text = new String(program, StandardCharsets.ISO_8859_1);
    return text.substring(text.indexOf("GCC: "), text.indexOf('\0', text.indexOf("GCC: ")));
  }

  @Test
  void theKernelIsToldWhatTheProgramShallDo() {
    assertThat(GUEST.cmdline(7, Writes.OLTP)).endsWith(" oltp=64,7,1500,80,15,3,2,0");
    assertThat(GUEST.cmdline(1, Writes.CHURN)).endsWith(" oltp=64,1,4000,40,20,30,8,2");
    assertThat(GUEST.cmdline(1, Writes.IDLE)).contains("oltp=64,1,0,");
  }

  @Test
  void aSpecBootsTheKernelAndHasNothingThatStaysOnAHost() {
    var spec = GUEST.spec("pc-i440fx-7.2", "Nehalem", Heartbeat.SERIAL, 7, Writes.OLTP);
    assertThat(spec.memoryMiB()).isEqualTo(256);
    assertThat(spec.disks()).isEmpty();
    assertThat(spec.boot())
        .isEqualTo(new Boot.FromKernel("/k", "/i", GUEST.cmdline(7, Writes.OLTP)));
  }

  @Test
  void memoryOutOfRangeIsRefused() {
    for (int memory : new int[] {0, 255, 2049}) {
      assertThatThrownBy(() -> OltpGuest.make(dir, dir, memory))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + memory);
    }
  }

  @Test
  void aPackageThatIsNowhereIsNamedWithWhatToDo() throws IOException {
    var packages = new DebianPackages(dir);
    assertThatThrownBy(() -> packages.find("no-such-package-here"))
        .isInstanceOf(MissingPackageException.class)
        .hasMessageContaining("no-such-package-here")
        .hasMessageContaining("apt-get update")
        .hasMessageContaining(dir.toString());
  }

  @Test
  void anArchiveThatIsNoneIsNamed() throws IOException {
    Files.writeString(dir.resolve("odd_1.0_all.deb"), "no archive");
    var packages = new DebianPackages(dir);
    assertThatThrownBy(() -> packages.find("odd"))
        .isInstanceOf(MissingPackageException.class)
        .hasMessageContaining("odd");
  }

  @Test
  void aFileThatThePackageHasNotIsNamed() {
    var empty = new DebianPackage("odd", "1.0", dir, List.of());
    assertThatThrownBy(() -> empty.file("boot/vmlinuz-"))
        .isInstanceOf(MissingPackageException.class)
        .hasMessageContaining("odd 1.0")
        .hasMessageContaining("boot/vmlinuz-");
  }
}
