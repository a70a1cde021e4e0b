package io.novacron.client.picture;

import java.util.Locale;

/** Writes SVG 1.1. Whatever is written as text or value can only be read, never run. */
public final class Svg {
  private final StringBuilder out = new StringBuilder();

  /** {@code <name ...>}, with names and values of attributes by turns. */
  public Svg open(String name, Object... attributes) {
    return begin(name, attributes).add(">\n");
  }

  /** {@code <name ...>text</name>}. */
  public Svg leaf(String name, String text, Object... attributes) {
    return begin(name, attributes).add(">").add(escape(text)).add("</" + name + ">\n");
  }

  /** {@code <name .../>}. */
  public Svg empty(String name, Object... attributes) {
    return begin(name, attributes).add("/>\n");
  }

  /** {@code </name>}. */
  public Svg close(String name) {
    return add("</" + name + ">\n");
  }

  private Svg begin(String name, Object... attributes) {
    add("<" + name);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      add(" " + attributes[i] + "=\"" + escape(value(attributes[i + 1])) + "\"");
    }
    return this;
  }

  private Svg add(String text) {
    out.append(text);
    return this;
  }

  /** Hundredths of a pixel are enough. */
  private static String value(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.2f", number)
        : String.valueOf(value);
  }

  /** {@code text} for XML; characters that XML cannot hold become U+FFFD. */
  public static String escape(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            default -> safe.appendCodePoint(isXml(c) ? c : 0xFFFD);
          }
        });
    return safe.toString();
  }

  /** Char of XML 1.0, section 2.2. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
