package io.novacron.dwcp.transfer;

import io.novacron.dwcp.hde.EncoderController;
import io.novacron.dwcp.hde.StageLedger;
import java.io.IOException;
import java.nio.ByteBuffer;

/** How the sender's side makes a stream smaller: one for each transfer. */
public interface Packing {
  /** Every piece by itself, whatever is in it. */
  Packing PLAIN = (_, level) -> new PlainPacker(level);

  /**
   * Begins, on the thread that will pack.
   *
   * @param level zstd's, -7 (fast) .. 19 (small), to begin with
   */
  Packer begin(Receiver receiver, int level) throws IOException;

  /** Who will unpack. */
  interface Receiver {
    /** What its {@link Unpacking#offer} was. */
    ByteBuffer offer();

    /** Known to the two sides of this transfer alone. */
    byte[] secret();

    /**
     * Asks for the hashes of an image's pages, and waits, some seconds at most. Once in a transfer.
     *
     * @param baseId 64 lower-case hexadecimal digits
     * @return of no pages, if none came in time
     */
    long[] hashes(String baseId) throws IOException;
  }

  /** Makes what is read from the source into pieces; for the thread that has begun it. */
  interface Packer extends AutoCloseable {
    /** Packs what remains in {@code raw}, a heap buffer; may keep some of it for the next time. */
    void pack(ByteBuffer raw, Sink sink) throws IOException;

    /** The source has ended: packs what was kept. */
    void end(Sink sink) throws IOException;

    /** Spends as much on what is to come as that says. */
    void spend(EncoderController.Decision decision);

    /** What was packed so far. */
    StageLedger ledger();

    @Override
    void close();
  }

  /** Takes pieces, in order. */
  @FunctionalInterface
  interface Sink {
    /**
     * One piece.
     *
     * @param codec for {@link Unpacking.Unpacker#unpack}
     * @param payload to be used at once
     * @param rawBytes of the source that it stands for
     */
    void piece(byte codec, ByteBuffer payload, int rawBytes);
  }
}
