package io.novacron.client.resource;

import java.util.List;

/**
 * What a configuration that was read again changes.
 *
 * @param applied whether it counts now; false for a plan
 * @param changes none when nothing differs
 */
public record ReloadResource(String node, boolean applied, List<ConfigChangeResource> changes) {
  public ReloadResource {
    changes = List.copyOf(changes);
  }
}
