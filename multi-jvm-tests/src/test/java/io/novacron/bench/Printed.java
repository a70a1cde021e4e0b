package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What {@code ./novacron bench} prints. */
final class Printed {
  private Printed() {}

  static JsonNode by(String... arguments) throws Exception {
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertThat(BenchMain.run(arguments)).isZero();
    } finally {
      System.setOut(before);
    }
    return new JsonMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
  }
}
