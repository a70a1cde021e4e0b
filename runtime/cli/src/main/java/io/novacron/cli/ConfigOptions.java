package io.novacron.cli;

import io.novacron.config.Configuration;
import io.novacron.config.Sources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a configuration is read from: what {@code novacron start} would be told. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Default: ./novacron.yaml, else /etc/novacron/novacron.yaml, if any.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "As 'novacron start --set' would. Repeatable.")
  private Map<String, String> set = new LinkedHashMap<>();

  /** The sources as a node started here would have them. */
  Sources sources(Terminal terminal) {
    Sources sources = Sources.none().environment(terminal.environment());
    sources = file == null ? sources.usualFile() : sources.file(file);
    for (var entry : set.entrySet()) {
      sources = sources.option(entry.getKey(), entry.getValue(), "--set");
    }
    return sources;
  }

  Configuration load(Terminal terminal) {
    return sources(terminal).load();
  }
}
