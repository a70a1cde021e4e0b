package io.novacron.cli;

import java.util.Locale;

/** How answers are written. */
enum Format {
  /** For people. */
  TABLE,
  /** One document. */
  JSON,
  /** A line for each thing. */
  NDJSON,
  YAML,
  /** A picture, of what can be drawn. */
  SVG;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
