package io.novacron.cli.store;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times and sizes as people write them. */
final class Amounts {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(MiB|GiB|TiB)");

  private Amounts() {}

  /** {@code 30m}, {@code 12h}, {@code 7d}. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher parts = match(TIME, text, "a time like 12h or 7d");
      long count = Long.parseLong(parts.group(1));
      return switch (parts.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
  }

  /** {@code 512MiB}, {@code 20GiB}, {@code 1TiB}; in bytes. */
  static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      Matcher parts = match(SIZE, text, "a size like 512MiB or 20GiB");
      int shift =
          switch (parts.group(2)) {
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 40;
          };
      return Long.parseLong(parts.group(1)) << shift;
    }
  }

  private static Matcher match(Pattern form, String text, String wanted) {
    Matcher matcher = form.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not " + wanted);
    }
    return matcher;
  }
}
