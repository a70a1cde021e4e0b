package io.novacron.bench.guest;

import io.novacron.bench.guest.OltpGuest.Writes;
import io.novacron.multijvm.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Captures memory of real guests: two of one image with different data, of which one works on, one
 * that makes many objects anew, and one that rests.
 */
public final class GuestCapture {
  private static final String NONE = "-";

  /** A guest, and after how many seconds of running it is captured; the first time at once. */
  private record Subject(String name, long seed, Writes writes, List<Integer> seconds) {
    String file(int at) {
      return name + ".t" + at;
    }
  }

  private final OltpGuest made;
  private final Path out;
  private final Consumer<String> progress;
  private final List<String> pairs = new ArrayList<>();
  private String version = "";

  /**
   * @param progress told what comes next
   */
  public GuestCapture(OltpGuest made, Path out, Consumer<String> progress) {
    this.made = made;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Writes the images, {@code pairs} as {@code bench hde} reads it, and {@code versions}.
   *
   * @param seconds between the first capture of a guest and its last
   * @throws io.novacron.hypervisor.HypervisorException when QEMU is missing or a guest fails
   */
  public void all(int seconds) throws IOException {
    Files.createDirectories(out);
    var busy = new Subject("vmA", 1, Writes.OLTP, List.of(0, Math.min(10, seconds - 1), seconds));
    var sibling = new Subject("vmB", 2, Writes.OLTP, List.of(0));
    capture(busy);
    capture(sibling);
    pair(busy.file(0), sibling.file(0));
    capture(new Subject("churn", 3, Writes.CHURN, List.of(0, seconds)));
    capture(new Subject("idle", 4, Writes.IDLE, List.of(0, seconds)));
    Files.write(out.resolve("pairs"), pairs);
    Files.write(out.resolve("versions"), versions());
  }

  private void pair(String base, String current) {
    pairs.add(base + "\t" + current);
  }

  private void capture(Subject subject) throws IOException {
    progress.accept(subject.name() + " boots");
    Path data = Files.createTempDirectory("novacron-capture");
    try (OltpRun run = OltpRun.start(made, data, subject.seed(), subject.writes()).ready()) {
      version = run.version();
      int ran = 0;
      for (int at : subject.seconds()) {
        progress.accept(subject.file(at));
        LockSupport.parkNanos(Duration.ofSeconds(at - ran).toNanos());
        run.dump(out.resolve(subject.file(at)));
        pair(at == 0 ? NONE : subject.file(0), subject.file(at));
        ran = at;
      }
    } finally {
      Leftovers.remove(data);
    }
  }

  private List<String> versions() {
    Map<String, String> all = new TreeMap<>(made.versions());
    all.put("qemu", version);
    all.put("memory", made.memoryMiB() + " MiB");
    return all.entrySet().stream().map(one -> one.getKey() + "\t" + one.getValue()).toList();
  }
}
