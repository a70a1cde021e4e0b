package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench messages} on a thousand records. */
class MessagesBenchTest {
  private static final int RECORDS = 1000;

  @TempDir private Path folder;

  private Path records(String name, int version) throws Exception {
    List<String> lines = IntStream.range(0, RECORDS).mapToObj(i -> record(i, version)).toList();
    return Files.write(folder.resolve(name), lines);
  }

  private static String record(int number, int version) {
    return "{\"id\":\"%016x\",\"state\":\"RUNNING\",\"version\":%d,\"host\":\"node-%d\"}"
        .formatted(new Random(number).nextLong(), version, number % 97);
  }

  @Test
  void figuresAreThoseOfTheFiles() throws Exception {
    Path before = records("before", 100);
    Path now = records("now", 101);
    JsonNode cases = Printed.by("messages", "--before=" + before, "--now=" + now, "--runs=1");
    JsonNode alone = cases.path("messages").path(0);
    JsonNode changed = cases.path("messages").path(3);
    assertThat(alone.path("messages").asInt()).isEqualTo(RECORDS / 2);
    assertThat(alone.path("identical").asBoolean()).isTrue();
    assertThat(changed.path("identical").asBoolean()).isTrue();
    assertThat(alone.path("ratio").asDouble()).isBetween(0.9, 1.5);
    assertThat(changed.path("ratio").asDouble()).isGreaterThan(4);
    assertThat(changed.path("wireBytesPerMessage").asDouble()).isBetween(7.0, 20.0);
  }

  @Test
  void nothingToMeasureIsSaid() throws Exception {
    Path same = records("same", 1);
    assertThat(run(same, same)).isEqualTo(BenchMain.CANNOT_RUN);
    assertThat(run(same, folder.resolve("gone"))).isEqualTo(BenchMain.CANNOT_RUN);
  }

  private static int run(Path before, Path now) {
    return BenchMain.run("messages", "--before=" + before, "--now=" + now);
  }
}
