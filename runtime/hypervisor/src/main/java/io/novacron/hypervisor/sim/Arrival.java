package io.novacron.hypervisor.sim;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.IncomingGuest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A guest that comes in. What is written to its stream is in its memory when the write returns, so
 * nothing waits anywhere.
 */
final class Arrival implements IncomingGuest, WritableByteChannel {
  private final SimulatedGuest guest;
  private final StreamReader reader = new StreamReader();
  private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
  private volatile boolean open = true;

  Arrival(SimulatedGuest guest) {
    this.guest = guest;
    guest.ended().thenRun(() -> arrived.complete(false));
  }

  @Override
  public Guest guest() {
    return guest;
  }

  @Override
  public WritableByteChannel stream() {
    return this;
  }

  @Override
  public CompletionStage<Boolean> arrived() {
    return arrived.minimalCompletionStage();
  }

  /**
   * @throws IOException when the stream was refused, now or before, or its guest is gone
   */
  @Override
  public int write(ByteBuffer source) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    int count = source.remaining();
    try {
      if (guest.with(machine -> take(source, machine))) {
        arrived.complete(true);
      }
    } catch (IOException e) {
      giveUp(String.valueOf(e.getMessage()));
      throw e;
    } catch (HypervisorException | OutOfMemoryError e) {
      giveUp("no memory for it here");
      throw new IOException("cannot take in VM '" + guest.spec().vm() + "': " + e, e);
    }
    return count;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    if (open) {
      giveUp("the migration stream ended early");
    }
  }

  /** Runs with the guest's lock held, which keeps two writers from each other too. */
  private boolean take(ByteBuffer source, Machine machine) throws IOException {
    if (guest.state() != GuestState.INCOMING && source.hasRemaining()) {
      throw new MalformedStreamException("the migration stream had ended already");
    }
    reader.feed(source, machine);
    if (reader.isComplete() && guest.state() == GuestState.INCOMING) {
      guest.arrive();
    }
    return reader.isComplete();
  }

  /** Of no consequence for a guest that is here. */
  private void giveUp(String reason) {
    open = false;
    if (guest.state() == GuestState.INCOMING) {
      guest.end(reason);
    }
  }
}
