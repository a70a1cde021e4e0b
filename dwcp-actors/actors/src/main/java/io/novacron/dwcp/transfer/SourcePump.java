package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.SOURCE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.novacron.dwcp.amst.StreamHash;
import io.novacron.dwcp.hde.StageLedger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the source no faster than the window allows, which is what a hypervisor takes for the speed
 * of the link. Whatever one read gives is sent at once, since the source may be silent thereafter.
 */
final class SourcePump implements Runnable {
  private static final long NOTHING_NANOS = 1_000_000;

  private final Sending sending;
  private final ReadableByteChannel source;
  private final Packing packing;
  private final StreamHash hash = new StreamHash();
  private final ByteBuffer raw;

  SourcePump(Sending sending, ReadableByteChannel source, Packing packing) {
    this.sending = sending;
    this.source = source;
    this.packing = packing;
    this.raw = ByteBuffer.allocate(sending.options.frameBytes());
  }

  /**
   * On a thread of the system, since it computes. A fault of the disk behind what is held of a
   * guest arrives as an error of the JVM, as does a lack of memory; whatever it is ends the
   * transfer.
   */
  @Override
  public void run() {
    try {
      var offer = sending.awaitOffer();
      if (offer != null) {
        pump(offer);
      }
    } catch (IOException | RuntimeException | Error e) {
      sending.ending.fail(SOURCE, "the source cannot be read: " + e.getMessage(), e);
    }
  }

  private void pump(ByteBuffer offer) throws IOException {
    var pace = new Pace(sending.options.zstdLevel());
    var packer = packing.begin(new Asked(sending, offer), pace.first().level());
    try (packer) {
      pump(packer, pace);
    } finally {
      sending.packed(packer.ledger());
    }
  }

  private void pump(Packing.Packer packer, Pace pace) throws IOException {
    int room = awaitRoom(pace);
    while (room > 0 && read(room, pace)) {
      forward(packer, pace);
      room = awaitRoom(pace);
    }
    if (room > 0) {
      packer.end(sending::append);
      sending.packed(packer.ledger());
      sending.finish(hash.digest());
    }
  }

  /** The receiver, as far as it has said something, and can be asked. */
  private record Asked(Sending sending, ByteBuffer offer) implements Packing.Receiver {
    @Override
    public byte[] secret() {
      return sending.ticket.getBytes(UTF_8);
    }

    @Override
    public long[] hashes(String baseId) throws IOException {
      return sending.question.ask(baseId);
    }
  }

  private int awaitRoom(Pace pace) throws IOException {
    int room = sending.awaitRoom();
    pace.waited();
    return room;
  }

  private void forward(Packing.Packer packer, Pace pace) throws IOException {
    hash.update(raw);
    packer.pack(raw, sending::append);
    StageLedger ledger = packer.ledger();
    sending.packed(ledger);
    pace.packed(sending.progress(), ledger).ifPresent(packer::spend);
  }

  private boolean read(int room, Pace pace) throws IOException {
    raw.clear().limit(room);
    int got = source.read(raw);
    while (got == 0) {
      // A channel that does not block; there is nothing better to wait for.
      LockSupport.parkNanos(NOTHING_NANOS);
      got = source.read(raw);
    }
    raw.flip();
    pace.read();
    return got > 0;
  }
}
