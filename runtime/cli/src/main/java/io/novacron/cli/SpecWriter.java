package io.novacron.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the spec's JSON; the shape is that of docs/api.md, and the server checks it. */
final class SpecWriter {
  private static final Map<String, String> WORDS = Map.of("ro", "readOnly");
  private static final List<String> FLAGS = List.of("readOnly", "shared");

  private final ObjectNode spec;

  /**
   * A writer.
   *
   * @param base changed in place: what the options say wins
   */
  SpecWriter(ObjectNode base) {
    spec = base;
  }

  ObjectNode write(SpecOptions options) {
    put("driver", options.driver);
    put("machine", options.machine);
    put("cpuModel", options.cpuModel);
    put("heartbeat", options.heartbeat);
    if (options.cpus != null) {
      spec.put("cpus", options.cpus);
    }
    if (options.memoryMiB != null) {
      spec.put("memoryMiB", options.memoryMiB);
    }
    boot(options);
    devices("disks", options.disks);
    devices("nics", options.nics);
    if (options.workload != null) {
      spec.set("workload", numbers(options.workload));
    }
    return spec;
  }

  private void put(String field, @Nullable String value) {
    if (value != null) {
      spec.put(field, value);
    }
  }

  private void boot(SpecOptions options) {
    if (options.kernel == null) {
      return;
    }
    ObjectNode boot = spec.putObject("boot");
    boot.put("type", "kernel").put("kernel", options.kernel);
    boot.put("initrd", options.initrd);
    boot.put("cmdline", options.cmdline == null ? "" : options.cmdline);
  }

  private void devices(String field, List<String> devices) {
    if (!devices.isEmpty()) {
      var array = spec.putArray(field);
      devices.forEach(device -> array.add(device(device)));
    }
  }

  private static ObjectNode device(String text) {
    ObjectNode device = JsonNodeFactory.instance.objectNode();
    KeyValues.parts(text).forEach((word, value) -> putPart(device, word, value));
    return device;
  }

  private static void putPart(ObjectNode device, String word, String value) {
    String field = WORDS.getOrDefault(word, word);
    if (FLAGS.contains(field)) {
      device.put(field, truth(word, value));
    } else {
      device.put(field, value);
    }
  }

  private static boolean truth(String word, String value) {
    return switch (value) {
      case "true", "on", "yes" -> true;
      case "false", "off", "no" -> false;
      default -> throw new IllegalArgumentException(word + " is true or false, not " + value);
    };
  }

  private static ObjectNode numbers(String text) {
    ObjectNode numbers = JsonNodeFactory.instance.objectNode();
    KeyValues.parts(text).forEach((field, value) -> numbers.put(field, number(field, value)));
    return numbers;
  }

  private static long number(String field, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(field + " is a whole number, not " + value, e);
    }
  }
}
