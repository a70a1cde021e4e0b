package io.novacron.client.resource;

import java.time.Instant;
import java.util.List;

/**
 * How far the peers of the node that answers are.
 *
 * @param mode what counts: {@code datacenter hybrid internet}
 * @param found what the evidence speaks for, which is not what counts when it was given, not sure
 *     enough, or not found for long enough
 * @param confidence 0 to 1: how far the evidence is to be believed
 * @param alert whether that is too little, and the mode is hybrid for that reason
 * @param overridden whether the mode was given with {@code system.mode}
 * @param decidedAt since when it is the mode
 * @param inputs of the last round of measurements
 */
public record ModeResource(
    String node,
    String mode,
    String found,
    double confidence,
    boolean alert,
    boolean overridden,
    Instant decidedAt,
    ModeInputsResource inputs,
    List<String> reasons) {
  public ModeResource {
    reasons = List.copyOf(reasons);
  }
}
