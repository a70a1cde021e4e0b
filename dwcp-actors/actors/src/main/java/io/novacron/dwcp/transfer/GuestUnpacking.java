package io.novacron.dwcp.transfer;

import io.novacron.dwcp.hde.GuestDecoder;
import io.novacron.dwcp.hde.HeldImages;
import io.novacron.dwcp.hde.MalformedPayloadException;
import io.novacron.dwcp.hde.PayloadCompressor;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The way back of {@link GuestPacking}.
 *
 * @param images what is here of the guest's memory
 */
public record GuestUnpacking(HeldImages images) implements Unpacking {
  /** Of pieces that say what is held; others are as {@link PayloadCompressor} has packed them. */
  static final byte CODEC = 2;

  @Override
  public ByteBuffer offer() {
    return images.offer().bytes();
  }

  @Override
  public long[] hashes(String baseId, byte[] secret) throws IOException {
    return images.hashes(baseId, images.hash(secret));
  }

  @Override
  public Unpacker begin() {
    return new GuestUnpacker(new GuestDecoder(images));
  }

  private record GuestUnpacker(GuestDecoder decoder) implements Unpacker {
    @Override
    public ByteBuffer unpack(byte codec, ByteBuffer payload, int rawBytes)
        throws MalformedPayloadException {
      return codec == CODEC
          ? decoder.decode(payload, rawBytes)
          : PayloadCompressor.unpack(codec, payload, rawBytes);
    }

    @Override
    public void end() {
      decoder.end();
    }

    @Override
    public void close() {
      decoder.close();
    }
  }
}
