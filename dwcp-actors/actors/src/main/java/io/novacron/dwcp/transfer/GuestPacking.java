package io.novacron.dwcp.transfer;

import io.novacron.dwcp.hde.EncoderController;
import io.novacron.dwcp.hde.GuestEncoder;
import io.novacron.dwcp.hde.HeldImages;
import io.novacron.dwcp.hde.HeldImages.Offer;
import io.novacron.dwcp.hde.StageLedger;
import io.novacron.dwcp.hde.TheirPages;
import io.novacron.dwcp.hde.store.KeyedHashes;
import io.novacron.dwcp.hde.stream.StreamParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Packs a guest's stream against what the receiver holds of its memory.
 *
 * @param images what is here of it
 * @param parsers makes the parser of a stream
 * @param cpu CPU time of the thread that asks, in nanoseconds
 */
public record GuestPacking(HeldImages images, Supplier<StreamParser> parsers, LongSupplier cpu)
    implements Packing {

  @Override
  public Packer begin(Receiver receiver, int level) throws IOException {
    Offer theirs = Offer.of(receiver.offer());
    TheirPages pages = pages(receiver, theirs);
    var peer = new ZstdPeer();
    try {
      var encoder = new GuestEncoder(parsers.get(), images, theirs, pages, level, cpu);
      return new GuestPacker(encoder, peer);
    } catch (RuntimeException | Error e) {
      peer.close();
      throw e;
    }
  }

  private @Nullable TheirPages pages(Receiver receiver, Offer theirs) throws IOException {
    String base = theirs.unknownTo(images.offer()).orElse(null);
    byte[] secret = receiver.secret();
    if (base == null || secret.length < KeyedHashes.LEAST_SECRET) {
      return null;
    }
    return new TheirPages(base, receiver.hashes(base), images.hash(secret));
  }

  /** Packs one stream. */
  private record GuestPacker(GuestEncoder encoder, ZstdPeer peer) implements Packer {
    @Override
    public void pack(ByteBuffer raw, Sink sink) throws IOException {
      peer.offer(raw);
      encoder.take(raw, (payload, rawBytes) -> piece(payload, rawBytes, sink));
    }

    @Override
    public void end(Sink sink) throws IOException {
      encoder.end((payload, rawBytes) -> piece(payload, rawBytes, sink));
    }

    private static void piece(ByteBuffer payload, int rawBytes, Sink sink) {
      byte[] bytes = new byte[payload.remaining()];
      payload.get(bytes);
      sink.piece(GuestUnpacking.CODEC, ByteBuffer.wrap(bytes), rawBytes);
    }

    @Override
    public void spend(EncoderController.Decision decision) {
      encoder.spend(decision);
    }

    @Override
    public StageLedger ledger() {
      return StageLedger.of(encoder.ledger(), encoder.base(), peer.count());
    }

    @Override
    public void close() {
      encoder.close();
      peer.close();
    }
  }
}
