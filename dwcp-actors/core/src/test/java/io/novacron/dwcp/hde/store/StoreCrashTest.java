package io.novacron.dwcp.hde.store;

import static io.novacron.dwcp.hde.store.Shelf.MIB;
import static io.novacron.dwcp.hde.store.Shelf.VM;
import static io.novacron.dwcp.hde.store.Shelf.content;
import static io.novacron.dwcp.hde.store.Shelf.keep;
import static io.novacron.dwcp.hde.store.Shelf.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.store.StoreException.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that end in the middle, and two on one store. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StoreCrashTest {
  private final Path folder;
  private final Shelf shelf;

  StoreCrashTest(@TempDir Path folder) {
    this.folder = folder;
    shelf = new Shelf(folder);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StoreChildMain.class.getName(), folder.toString()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void await(BufferedReader out, String line) throws IOException {
    assertThat(out.readLine()).isEqualTo(line);
  }

  @Test
  void oneProcessAtATime() throws IOException, InterruptedException {
    Process other = start("hold");
    try (var out = other.inputReader()) {
      await(out, "open");
      refuses(Kind.LOCKED, () -> shelf.open());
      refuses(Kind.LOCKED, () -> shelf.open());
      assertThat(StoreView.of(folder).entries()).isEmpty();
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    shelf.open().close();
  }

  /** And the other way round, after this process was refused its own store once. */
  @Test
  void aSecondOpeningDoesNotGiveTheLockAway() throws IOException, InterruptedException {
    try (var store = shelf.open()) {
      refuses(Kind.LOCKED, () -> shelf.open());
      Process other = start("hold");
      try (var out = other.inputReader()) {
        assertThat(out.readLine()).isNull();
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isEqualTo(StoreChildMain.LOCKED);
      } finally {
        other.destroyForcibly();
      }
      assertThat(store.entries()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep", "keep-copy"})
  void aProcessThatIsKilledWhileItKeeps(String what) throws IOException, InterruptedException {
    BaseId before;
    try (var store = shelf.open()) {
      before = keep(store, Shelf.image("acme", "debian"), content(MIB, 1));
    }
    Process other = start(what);
    try (var out = other.inputReader()) {
      await(out, "open");
      await(out, "keeping");
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    try (var store = shelf.open()) {
      assertThat(Shelf.ids(store)).contains(before);
      assertThat(store.verify().isSound()).isTrue();
      assertThat(shelf.names()).noneMatch(name -> name.endsWith(".draft"));
      keep(store, VM, content(MIB, 3));
    }
  }

  /**
   * 1: before the head is written. 2: after the new name, before what it replaces is removed. A
   * copy asks for the time once more, as it begins.
   */
  @ParameterizedTest
  @CsvSource({"halt, 0, 1", "halt, 0, 2", "halt-copy, 1, 1", "halt-copy, 1, 2"})
  void aProcessThatEndsAtAGivenStep(String what, int before, int step)
      throws IOException, InterruptedException {
    try (var store = shelf.open()) {
      keep(store, VM, content(MIB, 1));
    }
    Process other = start(what, String.valueOf(before + step));
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(other.exitValue()).isEqualTo(StoreChildMain.HALTED);
    assertThat(shelf.names()).anyMatch(name -> name.endsWith(step == 1 ? ".draft" : ".base"));
    try (var store = shelf.open()) {
      assertThat(store.verify().isSound()).isTrue();
      assertThat(store.entries()).hasSize(1);
      byte[] expected = content(MIB, step);
      assertThat(Shelf.read(store, store.entries().getFirst().id())).isEqualTo(expected);
      assertThat(shelf.names()).noneMatch(name -> name.endsWith(".draft"));
    }
  }

  /**
   * Every prefix of a draft's life: nothing, a scratch, an image, a whole file but for its name.
   */
  @Test
  void draftsOfEveryAgeAreSwept() throws IOException {
    byte[] whole;
    try (var store = shelf.open()) {
      whole = Files.readAllBytes(shelf.file(keep(store, VM, content(MIB, 1))));
    }
    for (int cut : new int[] {0, 5, 4096, MIB, MIB + 4097, whole.length - 1, whole.length}) {
      String name = String.format("%010d.draft", cut);
      Files.write(folder.resolve(name), Arrays.copyOf(whole, cut));
    }
    try (var store = shelf.open()) {
      assertThat(store.entries()).hasSize(1);
      assertThat(shelf.names()).hasSize(3);
    }
  }

  /** Between its new name and the removal of the older one. */
  @Test
  void twoCheckpointsOfOneVmMeanTheNewer() throws IOException {
    Path aside = folder.resolve("aside");
    Path older;
    BaseId newer;
    try (var store = shelf.open()) {
      older = shelf.file(keep(store, VM, content(MIB, 1)));
      Files.copy(older, aside);
      shelf.pass(Duration.ofMinutes(1));
      newer = keep(store, VM, content(MIB, 2));
    }
    Files.move(aside, older);
    try (var store = shelf.open()) {
      assertThat(store.entries()).hasSize(2);
      assertThat(store.find("acme", "vm-1").orElseThrow().id()).isEqualTo(newer);
      shelf.pass(Duration.ofMinutes(1));
      BaseId newest = keep(store, VM, content(MIB, 3));
      assertThat(Shelf.ids(store)).containsExactly(newest);
    }
  }

  /** A crash while the folder was made: its format is still a draft. */
  @Test
  void aFolderThatWasNotFinishedIsFinished() throws IOException {
    Files.createFile(folder.resolve("lock"));
    Files.writeString(folder.resolve("0000000000.draft"), "novacron con");
    shelf.open().close();
    assertThat(shelf.names()).containsExactly("format", "lock");
    Files.delete(folder.resolve("format"));
    shelf.open().close();
    assertThat(shelf.names()).containsExactly("format", "lock");
  }
}
