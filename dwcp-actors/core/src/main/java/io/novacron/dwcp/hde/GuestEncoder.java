package io.novacron.dwcp.hde;

import io.novacron.dwcp.hde.HeldImages.Offer;
import io.novacron.dwcp.hde.stream.RamLayout;
import io.novacron.dwcp.hde.stream.StreamParser;
import io.novacron.dwcp.hde.stream.StreamParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a guest's stream as it comes, piece by piece, against what the receiver holds of its
 * memory: an image that both have kept, and every page since. Pieces must be decoded in order. For
 * the thread that has made it.
 */
public final class GuestEncoder implements AutoCloseable {
  /**
   * How many bytes more a piece may take than what it stands for. Its pages cost no more than their
   * bytes and what says which parts of the base they are compressed against, 512 runs at most.
   */
  public static final int MOST_OVERHEAD = 8 << 10;

  private final StreamParser parser;
  private final Arena arena = Arena.ofConfined();
  private final PageBatch piece = new PageBatch(arena);
  private final ScriptWriter script = new ScriptWriter();
  private final Bytes raw = new Bytes(Pages.REGION);
  private final Bytes payload = new Bytes(Pages.REGION);
  private final Ledger ledger = new Ledger();
  private final Blocks blocks;
  private final PageCoder coder;

  /** Takes what was encoded. */
  @FunctionalInterface
  public interface Sink {
    /**
     * One piece.
     *
     * @param payload to be used at once; {@link #MOST_OVERHEAD} bytes longer than {@code rawBytes}
     *     at most
     * @param rawBytes what it stands for
     */
    void piece(ByteBuffer payload, int rawBytes) throws IOException;
  }

  /**
   * Makes one.
   *
   * @param parser of the guest's stream
   * @param images what is here of the guest's memory
   * @param theirs what the receiver has of it
   * @param pages of that image of the receiver's which is its own; null if they are not known
   * @param level zstd's, -7 (fast) .. 19 (small)
   * @param cpu CPU time of the thread that encodes, in nanoseconds; only for the ledger
   */
  public GuestEncoder(
      StreamParser parser,
      HeldImages images,
      Offer theirs,
      @Nullable TheirPages pages,
      int level,
      LongSupplier cpu) {
    this.parser = parser;
    blocks = new Blocks(level, true);
    coder = new PageCoder(piece, new HeldChoice(images, theirs, pages), blocks, ledger, cpu);
  }

  /**
   * Encodes what remains in {@code bytes}, a heap buffer, but for the beginning of a record that is
   * not all there yet.
   *
   * @throws IOException of the sink
   */
  public void take(ByteBuffer bytes, Sink sink) throws IOException {
    int at = bytes.arrayOffset() + bytes.position();
    parse(parts -> parser.take(bytes.array(), at, bytes.remaining(), parts), sink);
  }

  /**
   * Encodes what is left: the stream has ended.
   *
   * @throws IOException of the sink
   */
  public void end(Sink sink) throws IOException {
    parse(parser::end, sink);
    coder.end();
  }

  private void parse(java.util.function.Consumer<StreamParts> work, Sink sink) throws IOException {
    try {
      work.accept(new Parts(sink));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    flush(sink);
  }

  /** Spends as much on the pieces to come as {@code decision} says. */
  public void spend(EncoderController.Decision decision) {
    coder.spend(decision.similar());
    blocks.pack(decision.level(), decision.compress());
  }

  /** What was sent, level by level. */
  public Ledger ledger() {
    return ledger;
  }

  /** The image that it began with, which may be the receiver's alone; empty for none. */
  public String base() {
    return coder.base();
  }

  /** What says what to hold waits for the first bytes. */
  private void flush(Sink sink) throws IOException {
    if (raw.length() == 0) {
      return;
    }
    encode();
    sink.piece(ByteBuffer.wrap(payload.array(), 0, payload.length()), raw.length());
    piece.clear();
    script.clear();
    raw.clear();
  }

  /** Records that nobody could forecast may cost more than they are worth. */
  private void encode() {
    payload.clear();
    script.write(piece.addresses(), piece.count(), blocks, payload);
    if (payload.length() > raw.length() - piece.length() + MOST_OVERHEAD / 2) {
      payload.clear();
      script.writePlain(raw, blocks, payload);
      ledger.framed(payload.length());
    } else {
      ledger.framed(payload.length());
      coder.encode(payload);
    }
  }

  @Override
  public void close() {
    coder.close();
    blocks.close();
    arena.close();
  }

  /** Collects what the stream is made of. */
  private final class Parts implements StreamParts {
    private final Sink sink;

    Parts(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void layout(RamLayout layout) {
      coder.open(layout.bytes(), script);
    }

    @Override
    public void bytes(byte[] from, int at, int length) {
      script.bytes(from, at, length);
      raw.put(from, at, length);
    }

    @Override
    public void page(
        byte[] head, int headAt, int headLength, long address, byte[] page, int pageAt) {
      script.page(head, headAt, headLength, address);
      raw.put(head, headAt, headLength);
      raw.put(page, pageAt, Pages.PAGE);
      piece.add(address, page, pageAt);
      if (piece.isFull()) {
        flushNow();
      }
    }

    @Override
    public void zeroes(byte[] record, int at, int length, long address, long pages) {
      script.zeros(record, at, length, address, pages);
      raw.put(record, at, length);
      piece.zero(address, pages);
    }

    private void flushNow() {
      try {
        flush(sink);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
