package io.novacron.cli.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.config.Configuration;
import io.novacron.config.Sources;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all of them share. */
final class StoreOptions {
  /** Ways to print. */
  enum Form {
    json,
    table
  }

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description =
          "The store; else 'store' in the data folder (system.data) that a node started here would"
              + " have.")
  private @Nullable Path folder;

  @Option(names = "-o", description = "json or table (table).")
  private Form form = Form.table;

  Path folder() {
    return folder == null ? usual() : folder;
  }

  private static Path usual() {
    Configuration configuration = Sources.none().environment(System.getenv()).usualFile().load();
    Path home = Path.of(System.getProperty("user.home"), ".novacron");
    return configuration
        .path("system.data")
        .orElseGet(() -> home.resolve(configuration.text("system.id")))
        .resolve("store");
  }

  String text(Object json, Supplier<String> table) {
    try {
      return form == Form.table
          ? table.get()
          : JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
