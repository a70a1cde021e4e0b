package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.init.BootHistory.Entry;
import io.novacron.init.BootReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootHistoryFileTest {
  private static final BootReport REPORT = new BootReport(List.of(), List.of("database"));

  @TempDir Path data;

  @Test
  void bootsAreReadAsTheyWereWritten() {
    var file = new BootHistoryFile(data.resolve("new"));
    assertThat(file.read().entries()).isEmpty();
    file.add(Entry.READY, true, REPORT);
    file.add("database: away", false, REPORT);

    assertThat(file.read().entries())
        .extracting(Entry::outcome)
        .containsExactly(Entry.READY, "database: away");
    assertThat(file.read().entries().getFirst().criticalPath()).containsExactly("database");
  }

  @Test
  void aTornLineIsLeftOut() throws IOException {
    var file = new BootHistoryFile(data);
    file.add(Entry.READY, true, REPORT);
    Files.writeString(data.resolve("boots.ndjson"), "{\"at\":\"20", StandardOpenOption.APPEND);
    file.add("again", true, REPORT);
    assertThat(file.read().entries()).extracting(Entry::outcome).containsExactly("ready", "again");
  }

  @Test
  void itStaysShort() {
    var file = new BootHistoryFile(data);
    for (int i = 0; i < 3 * BootHistoryFile.KEPT; i++) {
      file.add("boot " + i, true, REPORT);
    }
    assertThat(file.read().entries()).hasSizeLessThan(2 * BootHistoryFile.KEPT);
    assertThat(file.read().entries().getLast().outcome()).isEqualTo("boot 149");
  }

  @Test
  void aFolderThatCannotBeWrittenToStopsNobody() {
    var file = new BootHistoryFile(Path.of("/proc/self/nowhere"));
    file.add(Entry.READY, true, REPORT);
    assertThat(file.read().entries()).isEmpty();
  }
}
