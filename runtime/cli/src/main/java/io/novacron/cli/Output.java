package io.novacron.cli;

import io.novacron.client.resource.EventResource;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes answers in the format asked for. */
final class Output {
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final PrintStream out;
  private final Format format;
  private final boolean color;

  Output(PrintStream out, Format format, boolean color) {
    this.out = out;
    this.format = format;
    this.color = color;
  }

  <T> void list(Table<T> table, Stream<T> items) {
    if (format == Format.NDJSON) {
      items.map(Documents::jsonLine).forEach(out::println);
    } else {
      out.print(list(table, items.toList()));
    }
    out.flush();
  }

  private <T> String list(Table<T> table, List<T> items) {
    return format == Format.TABLE ? table.write(items, color) : document(items);
  }

  void item(Object resource) {
    item(resource, Documents.fields(resource));
  }

  /**
   * One thing.
   *
   * @param words what a person reads instead of the document
   */
  void item(Object resource, String words) {
    out.print(format == Format.TABLE ? ending(words) : document(resource));
    out.flush();
  }

  /**
   * One thing that can be drawn.
   *
   * @param svg draws it
   */
  void picture(Object resource, String words, Supplier<String> svg) {
    if (format == Format.SVG) {
      text(svg.get());
    } else {
      item(resource, words);
    }
  }

  /** One of many things that come one after another. */
  void entry(Object resource, String words) {
    switch (format) {
      case TABLE -> out.println(words);
      case YAML -> out.print("---\n" + Documents.yaml(resource));
      case JSON, NDJSON -> out.println(Documents.jsonLine(resource));
      case SVG -> throw undrawn();
    }
    out.flush();
  }

  void event(EventResource event) {
    String line =
        String.format(
            Locale.ROOT,
            "%-8d %s  %-24s %-16s %s",
            event.id(),
            Words.at(event.at()),
            event.kind(),
            event.subject(),
            event.data());
    entry(event, line);
  }

  /** What is text anyway. */
  void text(String text) {
    out.print(text);
    out.flush();
  }

  /** For what is shown again and again. */
  void clear() {
    if (color && format == Format.TABLE) {
      out.print(CLEAR);
    }
  }

  /** Whether nobody reads any more. */
  boolean isBroken() {
    return out.checkError();
  }

  private String document(Object resource) {
    return switch (format) {
      case YAML -> Documents.yaml(resource);
      case NDJSON -> Documents.jsonLine(resource) + "\n";
      case JSON, TABLE -> Documents.json(resource) + "\n";
      case SVG -> throw undrawn();
    };
  }

  private static IllegalArgumentException undrawn() {
    return new IllegalArgumentException("only 'boot report' and 'boot plan' can be drawn as svg");
  }

  private static String ending(String words) {
    return words.endsWith("\n") ? words : words + "\n";
  }
}
