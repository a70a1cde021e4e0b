package io.novacron.bench.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.novacron.bench.guest.OltpGuest.Writes;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest in a real QEMU: it boots, beats and writes. */
class OltpGuestIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path dir;

  private OltpRun running() throws IOException {
    try {
      OltpGuest made = OltpGuest.make(dir, GuestPackages.folder(), 256);
      return OltpRun.start(made, dir.resolve("driver"), 1, Writes.OLTP).ready();
    } catch (MissingPackageException e) {
      return abort(String.valueOf(e.getMessage()));
    } catch (HypervisorException e) {
      return e.kind() == Kind.UNAVAILABLE ? abort(String.valueOf(e.getMessage())) : fail(e);
    }
  }

  private static OltpRun fail(HypervisorException e) {
    throw e;
  }

  @Test
  void theGuestBootsBeatsAndWrites() throws IOException {
    try (OltpRun run = running()) {
      long beats = run.guest().heartbeats().count();
      await().atMost(PATIENCE).until(() -> run.guest().heartbeats().count() > beats + 100);
      await().atMost(PATIENCE).until(() -> run.console().contains(" writes"));
      assertThat(run.console()).doesNotContain("Kernel panic");
    }
  }
}
