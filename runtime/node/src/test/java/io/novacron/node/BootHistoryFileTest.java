package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.PastBootResource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootHistoryFileTest {
  private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir Path folder;
  private Path path = Path.of("");
  private BootHistoryFile file = BootHistoryFile.in(Path.of(""));

  @BeforeEach
  void open() {
    path = folder.resolve("boots.ndjson");
    file = BootHistoryFile.in(folder);
  }

  private static BootResource report(double databaseSeconds) {
    var database =
        new BootComponentResource(
            "database",
            "core",
            "critical",
            List.of(),
            "up",
            0.0,
            0.0,
            databaseSeconds,
            databaseSeconds,
            1,
            "",
            List.of(),
            "",
            "",
            null,
            null);
    return new BootResource(
        "n1",
        databaseSeconds,
        databaseSeconds,
        databaseSeconds,
        1,
        List.of("database"),
        List.of(),
        List.of(database));
  }

  private static BootEntry begun(int number) {
    return BootEntry.begun(number, AT, false);
  }

  private static BootEntry ready(int number, double seconds) {
    return begun(number).ended(PastBootResource.READY, "", seconds + 1, report(seconds));
  }

  private void boots(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int next = file.next();
      file.append(begun(next));
      file.append(ready(next, 0.2));
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    assertThat(file.entries()).isEmpty();
    assertThat(file.next()).isEqualTo(1);

    boots(2);

    assertThat(file.entries()).containsExactly(ready(1, 0.2), ready(2, 0.2));
    assertThat(file.next()).isEqualTo(3);
    assertThat(file.history().usualNanos(false, "database")).contains(200_000_000L);
  }

  @Test
  void onlyTheLastFiftyAreKept() throws IOException {
    boots(120);

    assertThat(file.entries())
        .extracting(BootEntry::boot)
        .containsExactlyElementsOf(IntStream.rangeClosed(71, 120).boxed().toList());
    assertThat(Files.readAllLines(path)).hasSizeBetween(98, 100);
    assertThat(folder).isDirectoryNotContaining(p -> p.toString().endsWith(".new"));
  }

  /** A line may be cut anywhere: what was whole stays, and what is added is whole. */
  @Test
  void aTornLineHidesNothingElse() throws IOException {
    boots(2);
    long whole = Files.size(path);
    file.append(begun(3));
    long torn = Files.size(path);
    for (long size = torn - 1; size > whole; size--) {
      try (var cut = new RandomAccessFile(path.toFile(), "rw")) {
        cut.setLength(size);
      }
      List<BootEntry> entries = file.entries();
      assertThat(entries).startsWith(ready(1, 0.2), ready(2, 0.2));
      assertThat(entries.size()).isLessThanOrEqualTo(3);
    }
    file.append(ready(4, 0.2));
    assertThat(file.entries()).containsExactly(ready(1, 0.2), ready(2, 0.2), ready(4, 0.2));
  }

  @Test
  void whatIsOfAnotherVersionOrNoTextIsPassedOver() throws IOException {
    boots(1);
    Files.write(path, new byte[] {(byte) 0xff, 0, '\n'}, StandardOpenOption.APPEND);
    Files.writeString(
        path, "{\"version\":2,\"boot\":7,\"at\":null}\n[]\nnull\n", StandardOpenOption.APPEND);

    assertThat(file.entries()).containsExactly(ready(1, 0.2));
    assertThat(file.next()).isEqualTo(8);
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    try (var sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(33L << 20);
    }
    assertThatThrownBy(file::entries)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger");
    assertThat(file.history().boots()).isEmpty();
  }

  @Test
  void theLastBootOneByOneIsFound() throws IOException {
    assertThat(file.lastOneByOne()).isEmpty();
    var slow = BootEntry.begun(1, AT, true).ended(PastBootResource.READY, "", 5.0, report(4));
    file.append(slow);
    file.append(BootEntry.begun(2, AT, true).ended(PastBootResource.FAILED, "x", null, report(4)));
    file.append(ready(3, 1));

    assertThat(file.lastOneByOne()).contains(slow);
  }
}
