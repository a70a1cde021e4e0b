package io.novacron.dwcp.transfer;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's answer to a {@link Question}: made once, by a thread of its own, and told in parts
 * by whichever connections have nothing else to say. Guarded by the transfer's lock.
 */
final class Answer {
  private final Ending ending;
  private final TransferId id;
  private final Unpacking unpacking;
  private final byte[] secret;
  private @Nullable Thread maker;
  private String baseId = "";
  private long[] hashes = {};
  private boolean ready;
  private int told;

  Answer(Ending ending, TransferId id, Unpacking unpacking, byte[] secret) {
    this.ending = ending;
    this.id = id;
    this.unpacking = unpacking;
    this.secret = secret;
  }

  /** Begins to make it. */
  void begin(Frame.Want want) throws AmstProtocolException {
    if (maker != null || ending.over()) {
      throw new AmstProtocolException("a sender asks for hashes once");
    }
    baseId = want.baseId();
    maker = Thread.ofPlatform().daemon().name("transfer-" + id + "-receive-have").start(this::make);
  }

  private void make() {
    long[] made = hashes();
    ending.lock.lock();
    try {
      hashes = made;
      ready = true;
      ending.changed.signalAll();
    } finally {
      ending.lock.unlock();
    }
  }

  /** None at all is an answer, too: then everything is sent. */
  private long[] hashes() {
    try {
      return unpacking.hashes(baseId, secret);
    } catch (IOException | RuntimeException | InternalError _) {
      return new long[0];
    }
  }

  boolean isWaiting() {
    return ready;
  }

  /** The next part. */
  Frame take() {
    int count = Math.min(Frame.HAVE_PAGES, hashes.length - told);
    var part = ByteBuffer.allocate(count * Long.BYTES);
    part.asLongBuffer().put(hashes, told, count);
    var have = new Frame.Have(baseId, told, hashes.length, part);
    told += count;
    ready = told < hashes.length;
    return have;
  }

  /** Nobody waits for it any more. */
  void stop() {
    Thread making = maker;
    if (making != null) {
      making.interrupt();
      Ending.join(making);
    }
  }
}
