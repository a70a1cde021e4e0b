package io.novacron.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads amounts with their unit from the command line. */
final class Quantities {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([a-zA-Z]*)");

  private Quantities() {}

  /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}; seconds without a unit. */
  static final class OfTime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher amount = amount(text, "500ms, 30s, 5m or 2h");
      long number = Long.parseLong(amount.group(1));
      return switch (amount.group(2).toLowerCase(Locale.ROOT)) {
        case "ms" -> Duration.ofMillis(number);
        case "", "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> throw new TypeConversionException("'" + text + "' is not a time such as 30s");
      };
    }
  }

  /** {@code 512}, {@code 512M}, {@code 512MiB}, {@code 2G}, {@code 2GiB}; in MiB. */
  static final class OfMemory implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      Matcher amount = amount(text, "512, 512MiB or 2GiB");
      long number = Long.parseLong(amount.group(1));
      return switch (amount.group(2).toLowerCase(Locale.ROOT)) {
        case "", "m", "mib" -> number;
        case "g", "gib" -> number * 1024;
        default -> throw new TypeConversionException("'" + text + "' is not a size such as 2GiB");
      };
    }
  }

  /** A version as an ETag or bare: {@code "7"} or {@code 7}. */
  static final class OfVersion implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return Long.valueOf(text.replace("\"", ""));
    }
  }

  private static Matcher amount(String text, String examples) {
    Matcher amount = AMOUNT.matcher(text.trim());
    if (!amount.matches()) {
      throw new TypeConversionException("'" + text + "' is not an amount such as " + examples);
    }
    return amount;
  }
}
