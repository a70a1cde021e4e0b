package io.novacron.client.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verb that takes time.
 *
 * @param kind {@code start stop pause resume migrate delete}
 * @param state {@code running succeeded failed cancelled rolled-back}
 * @param migration set when the operation began one
 * @param error why it failed, was cancelled or rolled back
 * @param endedAt null while it runs
 * @param deadline by when it has ended, whatever happens
 */
public record OperationResource(
    String id,
    String kind,
    String vm,
    String state,
    @Nullable String migration,
    boolean cancellable,
    @Nullable String error,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    Instant deadline,
    @Nullable ProgressResource progress) {

  public static final String RUNNING = "running";
  public static final String SUCCEEDED = "succeeded";
  public static final String FAILED = "failed";
  public static final String CANCELLED = "cancelled";
  public static final String ROLLED_BACK = "rolled-back";

  /** Whether it will not change any more. */
  public boolean hasEnded() {
    return !state.equals(RUNNING);
  }
}
