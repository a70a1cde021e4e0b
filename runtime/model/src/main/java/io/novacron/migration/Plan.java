package io.novacron.migration;

import io.novacron.vm.Grant;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.time.Instant;

/**
 * What is to be moved where.
 *
 * @param id of the migration and of the operation that began it
 * @param source grant of the copy that is the VM before the commit
 * @param target grant of the copy that is the VM after it
 * @param maxPauseMillis how long the guest may stand still
 * @param paused whether its vCPUs were stopped on request, and stay so after the move
 * @param deadline by which the whole of it has ended
 */
public record Plan(
    String id,
    VmId vm,
    VmSpec spec,
    Grant source,
    Grant target,
    long maxPauseMillis,
    boolean paused,
    Instant deadline) {}
