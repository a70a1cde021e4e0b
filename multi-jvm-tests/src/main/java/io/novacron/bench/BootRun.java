package io.novacron.bench;

import java.util.OptionalDouble;

/**
 * One boot, as seen from outside.
 *
 * @param readySeconds from before the process was made until it answered that it is ready
 * @param saidSeconds what the process itself says about that
 * @param rssMiB that were resident when it was ready, or idle where that was measured: the larger
 * @param cpuSeconds of all processors that it had taken when it was ready
 * @param idleCpuShare of one processor that it takes when it is left alone; empty when that was not
 *     measured
 * @param part in which components started
 */
record BootRun(
    double readySeconds,
    double saidSeconds,
    double rssMiB,
    double cpuSeconds,
    OptionalDouble idleCpuShare,
    BootPart part) {}
