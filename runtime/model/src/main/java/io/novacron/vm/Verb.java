package io.novacron.vm;

import java.time.Duration;
import java.util.Map;

/** What a user can ask of a VM. */
public sealed interface Verb {
  /** Makes the VM known; nothing runs yet. */
  record Define(VmSpec spec, Map<String, String> labels) implements Verb {
    public Define {
      labels = Map.copyOf(labels);
    }
  }

  /** Replaces its labels. */
  record Relabel(Map<String, String> labels) implements Verb {
    public Relabel {
      labels = Map.copyOf(labels);
    }
  }

  /** Starts it on a host that was chosen for it. */
  record Start(String host, String accelerator) implements Verb {}

  /** Stops its vCPUs. */
  record Pause() implements Verb {}

  /** Lets them run again. */
  record Resume() implements Verb {}

  /** Shuts it down, by force after {@code grace}. */
  record Stop(Duration grace) implements Verb {}

  /** Forgets it; {@code force} stops a running one first. */
  record Delete(boolean force) implements Verb {}

  /** Moves it live to {@code target}; its vCPUs may stand still for {@code maxPause}. */
  record Migrate(String target, Duration maxPause) implements Verb {}
}
