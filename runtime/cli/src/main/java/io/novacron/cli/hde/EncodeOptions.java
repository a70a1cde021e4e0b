package io.novacron.cli.hde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What encode and diff share. */
final class EncodeOptions {
  private static final int FASTEST = -7;
  private static final int SMALLEST = 19;

  /** Ways to print. */
  enum Form {
    json,
    table
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  private int level = 3;

  @Option(names = "-o", description = "json or table (table).")
  private Form form = Form.table;

  /** Sets zstd's level. */
  @Option(names = "--level", description = "zstd's, -7 (fast) to 19 (small); 3.")
  void level(int given) {
    if (given < FASTEST || given > SMALLEST || given == 0) {
      throw new ParameterException(
          spec.commandLine(), "--level is -7 to -1 or 1 to 19, not " + given);
    }
    level = given;
  }

  int level() {
    return level;
  }

  String text(Encoded encoded) {
    try {
      return form == Form.table
          ? EncodedTable.text(encoded)
          : JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(encoded.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
