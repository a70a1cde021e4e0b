package io.novacron.hypervisor.sim;

import io.novacron.vm.Heartbeat;
import io.novacron.vm.VmSpec;

/** The inside of a guest: memory, workload, heartbeat. Knows no host. Not thread-safe. */
final class Machine implements AutoCloseable {
  /** Steps between two looks at the clock. */
  private static final int SLICE_STEPS = 32;

  /** What a guest was kept from doing for longer than this, it does not make up for. */
  private static final long MAX_ELAPSED_NANOS = 100_000_000L;

  private final VmSpec spec;
  private final GuestMemory memory;
  private final WorkloadRun workload;
  private long beats;

  Machine(VmSpec spec) {
    this.spec = spec;
    this.memory = new GuestMemory(spec.memoryMiB());
    this.workload = new WorkloadRun(spec.workload(), memory);
  }

  VmSpec spec() {
    return spec;
  }

  GuestMemory memory() {
    return memory;
  }

  boolean hasHeartbeat() {
    return spec.heartbeat() != Heartbeat.NONE;
  }

  /** Whether it needs no time at all. */
  boolean isIdle() {
    return !hasHeartbeat() && workload.isDone();
  }

  /** Whether the workload has touched all of its working set. */
  boolean isWarm() {
    return workload.isWarm();
  }

  /** One beat of its heart. */
  void beat() {
    beats++;
  }

  /** Works off what {@code elapsedNanos} have brought, for about {@code budgetNanos} at most. */
  void run(long elapsedNanos, long budgetNanos) {
    workload.owe(Math.clamp(elapsedNanos, 0, MAX_ELAPSED_NANOS));
    long began = System.nanoTime();
    while (workload.isDue() && System.nanoTime() - began < budgetNanos) {
      for (int i = 0; i < SLICE_STEPS && workload.isDue(); i++) {
        workload.step();
      }
    }
    workload.forgive();
  }

  DeviceState devices() {
    return new DeviceState(workload.randomState(), workload.steps(), beats);
  }

  void restore(DeviceState state) {
    workload.restore(state.random(), state.steps());
    beats = state.beats();
  }

  @Override
  public void close() {
    memory.close();
  }
}
