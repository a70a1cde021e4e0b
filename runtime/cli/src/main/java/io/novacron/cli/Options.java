package io.novacron.cli;

import io.novacron.client.Vms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that several commands have. */
final class Options {
  private Options() {}

  /** Under which a VM may be changed. */
  static final class Change {
    @Option(
        names = "--idempotency-key",
        paramLabel = "KEY",
        description = "A repetition with the same key does nothing and answers as the first did.")
    private @Nullable String key;

    @Option(
        names = "--if-match",
        paramLabel = "VERSION",
        converter = Quantities.OfVersion.class,
        description = "Refuse when the VM has another version by now.")
    private @Nullable Long version;

    Vms of(Vms vms) {
      Vms keyed = key == null ? vms : vms.withKey(key);
      return version == null ? keyed : keyed.ifVersion(version);
    }

    boolean hasVersion() {
      return version != null;
    }
  }

  /** Whether the end is waited for. */
  static final class Wait {
    @Option(names = "--wait", description = "Wait until the operation has ended.")
    boolean wanted;

    @Option(
        names = "--timeout",
        paramLabel = "DURATION",
        defaultValue = "10m",
        converter = Quantities.OfTime.class,
        description = "Longest wait; default ${DEFAULT-VALUE}.")
    Duration timeout = Duration.ofMinutes(10);
  }

  /** Whether it is shown again and again. */
  static final class Watch {
    @Option(names = "--watch", description = "Show it again and again, until interrupted.")
    private boolean wanted;

    @Option(
        names = "--interval",
        paramLabel = "DURATION",
        defaultValue = "2s",
        converter = Quantities.OfTime.class,
        description = "Time between two looks; default ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofSeconds(2);

    /** Shows once, or until nobody looks any more. */
    int show(Output output, Runnable once) {
      once.run();
      while (wanted && !output.isBroken()) {
        if (!rest()) {
          return Exit.OK;
        }
        output.clear();
        once.run();
      }
      return Exit.OK;
    }

    private boolean rest() {
      try {
        Thread.sleep(interval);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
