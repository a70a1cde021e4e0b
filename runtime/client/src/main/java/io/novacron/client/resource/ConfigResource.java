package io.novacron.client.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that counts on the node that answers.
 *
 * @param file that it was read from; null when there is none
 * @param values of all keys, in the order of the schema
 */
public record ConfigResource(String node, @Nullable String file, List<ConfigValueResource> values) {
  public ConfigResource {
    values = List.copyOf(values);
  }
}
