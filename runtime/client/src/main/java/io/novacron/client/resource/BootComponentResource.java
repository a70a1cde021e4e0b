package io.novacron.client.resource;

import java.time.Instant;
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
 * @param reason of its last failure, or what ails it; empty when there was none
 * @param tries its attempts that have ended, at most the first eight; between them it rested
 * @param effect what the node does without it; may be empty
 * @param action what to do when it is not up, as far as that is known; else empty
 * @param since when it came to stand like that; null when it always did
 * @param nextAttempt when it will be tried again; null when it will not be
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
    String reason,
    List<BootTryResource> tries,
    String effect,
    String action,
    @Nullable Instant since,
    @Nullable Instant nextAttempt) {
  public BootComponentResource {
    tries = List.copyOf(tries);
    needs = List.copyOf(needs);
  }
}
