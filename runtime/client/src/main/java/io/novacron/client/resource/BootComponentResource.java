package io.novacron.client.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component of a node.
 *
 * @param phase {@code pre-init core services post-init}
 * @param criticality {@code critical degraded optional}
 * @param needs what it needs
 * @param state {@code waiting starting resting up ailing given-up stopping stopped}
 * @param freeSeconds when all that it needs was settled, null before
 * @param beginSeconds when it began; between the two it waited for a place
 * @param endSeconds when it was settled for the first time, null before
 * @param workSeconds that its attempts took
 * @param reason why it does not serve now, or of its last failure; empty when there was none
 */
public record BootComponentResource(
    String name,
    String phase,
    String criticality,
    List<String> needs,
    String state,
    @Nullable Double freeSeconds,
    @Nullable Double beginSeconds,
    @Nullable Double endSeconds,
    double workSeconds,
    int attempts,
    String reason) {
  public BootComponentResource {
    needs = List.copyOf(needs);
  }
}
