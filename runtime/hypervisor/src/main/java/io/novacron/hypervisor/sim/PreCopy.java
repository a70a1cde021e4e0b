package io.novacron.hypervisor.sim;

import io.novacron.dwcp.hde.stream.StreamParser;
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
  private final Tally tally;

  PreCopy(SimulatedGuest guest, MigrationLimits limits, SimulatedSettings settings) {
    this.guest = guest;
    this.pipe = new BoundedPipe(settings.pipeBytes(), settings.stall());
    this.downtimeNanos = limits.downtime().toNanos();
    long memoryBytes = (long) guest.spec().spec().memoryMiB() * GuestMemory.CHUNK_BYTES;
    this.tally = new Tally(memoryBytes);
  }

  void start() {
    Thread.ofVirtual().name("pre-copy-" + guest.spec().vm()).start(this::run);
  }

  @Override
  public ReadableByteChannel stream() {
    return pipe;
  }

  @Override
  public StreamParser parser() {
    return SimulatedStream.parser();
  }

  @Override
  public MigrationProgress progress() {
    return tally.now();
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
    tally.pass(guest.with(machine -> beginPass(machine.memory().dirty())), System.nanoTime());
    boolean more;
    do {
      more = guest.with(this::batch);
      write();
    } while (more);
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
    tally.pending(dirty.pending());
    return page >= 0;
  }

  private void write() throws IOException {
    var bytes = writer.take();
    int count = bytes.remaining();
    pipe.write(bytes);
    tally.wrote(count);
  }

  private static int dirtied(Machine machine) {
    return machine.memory().dirty().dirtied();
  }

  /** Whether what is left can be read within the downtime; if not, takes breath. */
  private boolean fits(DrainRate rate) throws IOException {
    long left =
        (long) guest.with(PreCopy::dirtied) * StreamFormat.MAX_FRAME_BYTES + pipe.waitingBytes();
    if (rate.nanosFor(left) <= downtimeNanos) {
      return true;
    }
    pipe.pause(BREATH);
    return false;
  }
}
