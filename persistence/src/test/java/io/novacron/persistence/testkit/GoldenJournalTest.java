package io.novacron.persistence.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.persistence.EventFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenJournalTest {
  record Opened(String door) {}

  record OpenedWide(String door, int degrees) {}

  record OpenedWider(String door, long degrees, boolean far) {}

  record Shut(String door) {}

  private static final EventFormat FIRST =
      EventFormat.builder().event("door.opened", Opened.class).build();
  private static final EventFormat SECOND =
      EventFormat.builder()
          .event("door.opened", OpenedWide.class, old -> old.put("degrees", 90))
          .event("door.shut", Shut.class)
          .build();

  @TempDir Path folder;

  private GoldenJournal golden(EventFormat format) {
    return GoldenJournal.in(folder.resolve("golden/events.tsv"), format);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("golden/events.tsv"));
  }

  @Test
  void samplesAreWrittenOnceAndFoundAgain() throws IOException {
    golden(FIRST).regenerate(List.of(new Opened("front"), new Opened("back")));
    golden(FIRST).regenerate(List.of(new Opened("front"), new Opened("back")));
    golden(FIRST).check(List.of());
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(1)).startsWith("door.opened\t1\t").endsWith("\t{\"door\":\"front\"}");
  }

  @Test
  void aTypeWithoutALineIsAProblem() {
    assertThatThrownBy(() -> golden(FIRST).check(List.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("door.opened:1 has no line");
  }

  @Test
  void anOldLineIsReadAsTheNewVersionAndItsBytesStay() throws IOException {
    golden(FIRST).regenerate(List.of(new Opened("front")));
    String before = lines().get(1).split("\t", -1)[2];
    golden(SECOND).regenerate(List.of(new OpenedWide("front", 45), new Shut("front")));
    assertThat(golden(SECOND).problems()).isEmpty();
    assertThat(lines().get(1)).contains(before).endsWith("{\"door\":\"front\",\"degrees\":90}");
    assertThat(lines()).hasSize(4);
  }

  @Test
  void anOldLineWhoseMeaningChangesIsAProblem() {
    golden(FIRST).regenerate(List.of(new Opened("front")));
    golden(SECOND).regenerate(List.of(new OpenedWide("front", 45), new Shut("front")));
    var other =
        EventFormat.builder()
            .event("door.opened", OpenedWide.class, old -> old.put("degrees", 80))
            .event("door.shut", Shut.class)
            .build();
    assertThat(golden(other).problems()).singleElement().asString().contains("now means");
  }

  @Test
  void aShapeChangedWithoutANewVersionIsAProblem() {
    golden(FIRST).regenerate(List.of(new Opened("front")));
    var changed = EventFormat.builder().event("door.opened", OpenedWider.class).build();
    assertThat(golden(changed).problems())
        .singleElement()
        .asString()
        .contains("door.opened:1 cannot be read any more");
  }

  @Test
  void aForgottenTypeIsAProblem() {
    golden(SECOND).regenerate(List.of(new OpenedWide("front", 45), new Shut("front")));
    var without =
        EventFormat.builder()
            .event("door.opened", OpenedWide.class, old -> old.put("degrees", 90))
            .build();
    assertThat(golden(without).problems()).singleElement().asString().contains("door.shut:1");
  }
}
