package io.novacron.hypervisor.sim;

import io.novacron.hypervisor.MigrationLimits;
import io.novacron.hypervisor.MigrationProgress;
import io.novacron.hypervisor.OutgoingMigration;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A live pre-copy out of a guest: pass after pass over what it has dirtied, until the rest fits
 * into the downtime at the speed at which the stream is read; then the guest stops, and the rest
 * follows. Runs on a virtual thread of its own.
 */
final class PreCopy implements OutgoingMigration {
  /** Between two passes that do not bring the end nearer. */
  private static final Duration BREATH = Duration.ofMillis(5);

  private final SimulatedGuest guest;
  private final BoundedPipe pipe;
  private final StreamWriter writer = new StreamWriter();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private volatile long downtimeNanos;
  private volatile MigrationProgress progress;

  PreCopy(SimulatedGuest guest, MigrationLimits limits, SimulatedSettings settings) {
    this.guest = guest;
    this.pipe = new BoundedPipe(settings.pipeBytes(), settings.stall());
    this.downtimeNanos = limits.downtime().toNanos();
    long memoryBytes = (long) guest.spec().spec().memoryMiB() * GuestMemory.CHUNK_BYTES;
    this.progress = new MigrationProgress(0, memoryBytes, memoryBytes, 0, 0);
  }

  void start() {
    Thread.ofVirtual().name("pre-copy-" + guest.spec().vm()).start(this::run);
  }

  @Override
  public ReadableByteChannel stream() {
    return pipe;
  }

  @Override
  public MigrationProgress progress() {
    return progress;
  }

  @Override
  public void allowDowntime(Duration downtime) {
    downtimeNanos = downtime.toNanos();
  }

  @Override
  public CompletionStage<Outcome> outcome() {
    return outcome.minimalCompletionStage();
  }

  @Override
  public void cancel() {
    abort("cancelled");
  }

  /** Ends it with {@code reason} unless it has sealed. */
  void abort(String reason) {
    pipe.fail(reason);
  }

  private void run() {
    Outcome end;
    try {
      end = new Outcome.Sealed(copy());
    } catch (IOException | RuntimeException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      pipe.fail(reason);
      guest.endMigration(this);
      end = new Outcome.Aborted(reason);
    }
    outcome.complete(end);
  }

  /** Returns when the vCPUs were stopped. */
  private long copy() throws IOException {
    begin();
    var rate = new DrainRate(System.nanoTime());
    do {
      pass();
      rate.observe(System.nanoTime(), pipe.readBytes(), pipe.waits());
    } while (!fits(rate));
    long stoppedNanos = guest.halt(this);
    pass();
    writer.state(guest.with(Machine::devices));
    writer.end();
    write();
    pipe.end();
    guest.seal(this);
    return stoppedNanos;
  }

  private void begin() throws IOException {
    writer.header(guest.spec().spec());
    int untouched = guest.with(PreCopy::follow);
    int pages = guest.spec().spec().memoryMiB() * GuestMemory.CHUNK_PAGES;
    writer.zeroes(untouched, pages - untouched);
    write();
  }

  private static int follow(Machine machine) {
    GuestMemory memory = machine.memory();
    memory.dirty().follow(memory.touchedPages());
    return memory.touchedPages();
  }

  private void pass() throws IOException {
    long began = System.nanoTime();
    int remaining = guest.with(machine -> beginPass(machine.memory().dirty()));
    boolean counts = remaining > 0 || progress.pass() == 0;
    tell(progress.pass() + (counts ? 1 : 0), remaining, progress.dirtyBytesPerSecond());
    boolean more;
    do {
      more = guest.with(this::batch);
      write();
    } while (more);
    int dirtied = guest.with(machine -> machine.memory().dirty().dirtied());
    double seconds = Math.max(1, System.nanoTime() - began) / 1e9;
    tell(progress.pass(), dirtied, (long) (dirtied * GuestMemory.PAGE_BYTES / seconds));
  }

  private static int beginPass(DirtyPages dirty) {
    dirty.beginPass();
    return dirty.pending();
  }

  /** Puts some pages of this pass into the writer; false when there are none left. */
  private boolean batch(Machine machine) {
    DirtyPages dirty = machine.memory().dirty();
    int page = -1;
    for (int i = 0; i < StreamWriter.BATCH_PAGES && (page = dirty.next()) >= 0; i++) {
      writer.page(machine.memory(), page);
    }
    tell(progress.pass(), dirty.pending(), progress.dirtyBytesPerSecond());
    return page >= 0;
  }

  private void write() throws IOException {
    var bytes = writer.take();
    int count = bytes.remaining();
    pipe.write(bytes);
    MigrationProgress p = progress;
    progress =
        new MigrationProgress(
            p.pass(),
            p.totalBytes(),
            p.remainingBytes(),
            p.writtenBytes() + count,
            p.dirtyBytesPerSecond());
  }

  private void tell(int pass, int remainingPages, long dirtyBytesPerSecond) {
    MigrationProgress p = progress;
    progress =
        new MigrationProgress(
            pass,
            p.totalBytes(),
            (long) remainingPages * GuestMemory.PAGE_BYTES,
            p.writtenBytes(),
            dirtyBytesPerSecond);
  }

  /** Whether what is left can be read within the downtime; if not, takes breath. */
  private boolean fits(DrainRate rate) throws IOException {
    int dirtied = guest.with(machine -> machine.memory().dirty().dirtied());
    long left = (long) dirtied * StreamFormat.MAX_FRAME_BYTES + pipe.waitingBytes();
    if (rate.nanosFor(left) <= downtimeNanos) {
      return true;
    }
    pipe.pause(BREATH);
    return false;
  }
}
