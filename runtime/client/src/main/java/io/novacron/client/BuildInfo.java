package io.novacron.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this software is, as it was written down when it was built.
 *
 * @param version such as {@code 0.1.0-SNAPSHOT}
 * @param build the commit it was built from; {@code unknown} when the build was not told
 */
public record BuildInfo(String version, String build) {
  /** Of the software that runs here. */
  public static BuildInfo current() {
    var properties = new Properties();
    try (var in = BuildInfo.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("build.properties cannot be read", e);
    }
    return new BuildInfo(
        properties.getProperty("version", "unknown"), properties.getProperty("build", "unknown"));
  }
}
