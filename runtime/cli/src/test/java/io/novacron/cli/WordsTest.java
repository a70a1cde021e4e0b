package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class WordsTest {
  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "1610612736,1.5 GiB"})
  void bytesHaveAUnit(long bytes, String words) {
    assertThat(Words.bytes(bytes)).isEqualTo(words);
  }

  @Test
  void whatIsMissingIsADash() {
    assertThat(Words.orDash(null)).isEqualTo("-");
    assertThat(Words.orDash("")).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "30s,30000", "30,30000", "5m,300000", "2h,7200000"})
  void timesHaveAUnit(String text, long millis) {
    assertThat(new Quantities.OfTime().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"512,512", "512M,512", "2GiB,2048", "2g,2048"})
  void sizesHaveAUnit(String text, long mib) {
    assertThat(new Quantities.OfMemory().convert(text)).isEqualTo(mib);
  }

  @Test
  void otherUnitsAreRefused() {
    assertThatThrownBy(() -> new Quantities.OfTime().convert("3 weeks"))
        .isInstanceOf(TypeConversionException.class);
  }

  @ParameterizedTest
  @CsvSource({"running,32", "failed,31", "'unreachable since x',31", "migrating,33"})
  void statesHaveColours(String state, int code) {
    assertThat(Color.ofState(state)).isEqualTo("\u001b[" + code + "m" + state + "\u001b[0m");
    assertThat(Color.ofState("stopped")).isEqualTo("stopped");
  }
}
