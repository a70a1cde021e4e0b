package io.novacron.hypervisor.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.hypervisor.MigrationProgress;

/**
 * The answer to query-migrate.
 *
 * @param status QEMU's word for it, empty before the first migration
 * @param error why it failed, empty if QEMU does not say
 */
record MigrationStatus(String status, String error, MigrationProgress progress) {
  private static final int DEFAULT_PAGE_BYTES = 4096;

  static MigrationStatus parse(JsonNode answer, long memoryBytes) {
    JsonNode ram = answer.path("ram");
    return new MigrationStatus(
        answer.path("status").asText(""),
        answer.path("error-desc").asText(""),
        new MigrationProgress(
            ram.path("dirty-sync-count").asInt(),
            ram.path("total").asLong(memoryBytes),
            ram.path("remaining").asLong(ram.isMissingNode() ? memoryBytes : 0),
            ram.path("transferred").asLong(),
            ram.path("dirty-pages-rate").asLong()
                * ram.path("page-size").asLong(DEFAULT_PAGE_BYTES)));
  }

  boolean completed() {
    return status.equals("completed");
  }

  /** Whether it ended in any other way than by completion. */
  boolean ended() {
    return status.equals("failed") || status.equals("cancelled") || status.isEmpty();
  }
}
