package io.novacron.hypervisor.qemu;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what QEMU prints about itself. */
final class QemuOutput {
  private static final Pattern VERSION = Pattern.compile("version (\\d+(?:\\.\\d+)+)");
  private static final Predicate<String> VERSIONED =
      Pattern.compile("pc-(?:i440fx|q35)-\\d+(?:\\.\\d+)*").asMatchPredicate();
  private static final Set<String> UNPORTABLE = Set.of("base", "host", "max");

  private QemuOutput() {}

  /** From {@code --version}. */
  static Optional<String> version(String output) {
    Matcher matcher = VERSION.matcher(output);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** From {@code -machine help}: the PCs that mean the same on every host, newest first. */
  static List<String> machines(String output) {
    return output.lines().map(QemuOutput::firstWord).filter(VERSIONED).toList();
  }

  /** From {@code -cpu help}: up to the list of flags; older versions begin each line with x86. */
  static List<String> cpuModels(String output) {
    return output
        .lines()
        .takeWhile(line -> !line.startsWith("Recognized"))
        .filter(line -> !line.startsWith("Available"))
        .map(line -> firstWord(line.startsWith("x86 ") ? line.substring(4) : line))
        .filter(model -> !model.isEmpty() && !UNPORTABLE.contains(model))
        .toList();
  }

  /** From {@code -accel help}. */
  static boolean offersAccelerator(String output, String accelerator) {
    return output.lines().map(String::strip).anyMatch(accelerator::equals);
  }

  private static String firstWord(String line) {
    return line.strip().split("\\s", 2)[0];
  }
}
