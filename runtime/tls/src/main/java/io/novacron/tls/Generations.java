package io.novacron.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads the files again when they have changed. It looks at most every {@code interval}, and only
 * when somebody asks; what cannot be used leaves the last good one in place.
 */
final class Generations {
  private final TlsFiles files;
  private final InstantSource clock;
  private final Duration interval;
  private final Consumer<String> log;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Generation current;
  private volatile Generation previous;
  private volatile Instant looked;
  private List<String> stamps;
  private int number = 1;

  Generations(TlsFiles files, InstantSource clock, Duration interval, Consumer<String> log) {
    this.files = files;
    this.clock = clock;
    this.interval = interval;
    this.log = log;
    this.looked = clock.instant();
    this.stamps = stamps();
    this.current = Generation.of(number, TlsMaterial.load(files, looked));
    this.previous = current;
  }

  /** The newest that can be used. */
  Generation current() {
    Instant now = clock.instant();
    if (!now.isBefore(looked.plus(interval)) && lock.tryLock()) {
      try {
        looked = now;
        look(now);
      } finally {
        lock.unlock();
      }
    }
    return current;
  }

  /** That of {@code alias}: a handshake that began with the last one ends with it. */
  Generation of(String alias) {
    Generation old = previous;
    return old.alias().equals(alias) ? old : current;
  }

  private void look(Instant now) {
    List<String> seen = stamps();
    if (seen.equals(stamps)) {
      return;
    }
    try {
      TlsMaterial material = TlsMaterial.load(files, now);
      previous = current;
      current = Generation.of(++number, material);
      stamps = seen;
      log.accept("took up " + files.certificate() + ", valid until " + material.expiry().until());
    } catch (TlsException e) {
      // Perhaps half of them were copied so far: they are looked at again.
      log.accept("stays with the old certificate: " + e.getMessage());
    }
  }

  private List<String> stamps() {
    return List.of(stamp(files.ca()), stamp(files.certificate()), stamp(files.key()));
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + "/" + Files.size(file);
    } catch (IOException e) {
      return "none";
    }
  }
}
