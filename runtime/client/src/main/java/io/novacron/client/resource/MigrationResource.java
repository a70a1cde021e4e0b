package io.novacron.client.resource;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One live migration; it has the id of the operation that began it.
 *
 * @param source node that the VM ran on before
 * @param target node that it is to run on
 * @param state {@code requested prepared transferring sealed committed completed aborting
 *     rolled-back}
 * @param reason why it is aborting or was rolled back
 * @param coordinator node that drives it; null when unknown
 * @param maxPauseMillis how long the guest may stand still, ms
 * @param endedAt null until it is completed or rolled back
 * @param turningPoints oldest first
 * @param progress null when nothing is known of it
 * @param receipt null until it is completed
 */
public record MigrationResource(
    String id,
    String vm,
    String source,
    String target,
    String state,
    @Nullable String reason,
    @Nullable String coordinator,
    long maxPauseMillis,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    List<TurningPoint> turningPoints,
    @Nullable ProgressResource progress,
    @Nullable ReceiptResource receipt) {

  public static final String COMPLETED = "completed";
  public static final String ROLLED_BACK = "rolled-back";

  public MigrationResource {
    turningPoints = List.copyOf(turningPoints);
  }

  /** Whether it will not change any more. */
  public boolean hasEnded() {
    return state.equals(COMPLETED) || state.equals(ROLLED_BACK);
  }
}
