package io.novacron.dwcp.transfer;

import io.novacron.dwcp.hde.EncoderController;
import io.novacron.dwcp.hde.PayloadCompressor;
import io.novacron.dwcp.hde.StageLedger;
import java.nio.ByteBuffer;

/** Packs every piece by itself. */
final class PlainPacker implements Packing.Packer {
  private final PayloadCompressor compressor;

  PlainPacker(int level) {
    compressor = new PayloadCompressor(level);
  }

  @Override
  public void pack(ByteBuffer raw, Packing.Sink sink) {
    var packed = compressor.pack(raw);
    sink.piece(packed.codec(), packed.payload(), raw.remaining());
  }

  @Override
  public void end(Packing.Sink sink) {
    // Nothing was kept.
  }

  @Override
  public void spend(EncoderController.Decision decision) {
    // Pieces are small and by themselves: the level stays what it is.
  }

  @Override
  public StageLedger ledger() {
    return StageLedger.NONE;
  }

  @Override
  public void close() {
    compressor.close();
  }
}
