package io.novacron.bench;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a process says about the part of its boot in which components started; all in seconds.
 *
 * @param total from the begin until the last one was settled
 * @param work the sum of what all of them worked
 * @param path the work of the chain that worked longest
 * @param cpu what the process took of all processors meanwhile
 */
record BootPart(double total, double work, double path, double cpu) {
  /**
   * From the answer to {@code GET /v1/boot}.
   *
   * @throws BootFailedException when a figure is missing, or the boot did without something
   */
  static BootPart of(JsonNode boot) {
    if (!boot.path("without").isEmpty()) {
      throw new BootFailedException("it does without " + boot.path("without"));
    }
    return new BootPart(
        seconds(boot, "totalSeconds"),
        seconds(boot, "sequentialSeconds"),
        seconds(boot, "criticalSeconds"),
        seconds(boot, "cpuSeconds"));
  }

  private static double seconds(JsonNode boot, String name) {
    JsonNode value = boot.path(name);
    if (!value.isNumber()) {
      throw new BootFailedException("its report has no " + name + ": " + boot);
    }
    return value.asDouble();
  }
}
