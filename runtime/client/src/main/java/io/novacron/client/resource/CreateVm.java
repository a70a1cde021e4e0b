package io.novacron.client.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Body of {@code POST /v1/vms}. Absent fields are null, and the server refuses them by name.
 *
 * @param spec see docs/api.md
 * @param labels none when absent
 */
public record CreateVm(String name, JsonNode spec, Map<String, String> labels) {
  public CreateVm {
    labels = labels == null ? Map.of() : labels;
  }
}
