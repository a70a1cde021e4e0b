package io.novacron.dwcp.hde;

import io.novacron.dwcp.hde.HeldImages.Held;
import io.novacron.dwcp.hde.HeldImages.Offer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The way back of {@link GuestEncoder}: what comes out is the guest's stream, byte for byte, or
 * nothing. For the thread that has made it.
 */
public final class GuestDecoder implements AutoCloseable {
  /** Scripts do not pack well, but are never longer than what they stand for, and some more. */
  private static final int MOST_SCRIPT = 2 << 20;

  private final HeldImages images;
  private final Arena arena = Arena.ofConfined();
  private final PageBatch piece = new PageBatch(arena);
  private final BlockReader blocks = new BlockReader(true);
  private final ScriptReader reader = new ScriptReader();
  private RegionDecoder regions = new RegionDecoder(piece.pages(), null, new BitSet(), blocks);
  private @Nullable Held held;
  private @Nullable HeldMemory memory;
  private final ClearedPages cleared = new ClearedPages();

  /** Numbers of pages; null unless only this side has the base. */
  private @Nullable BitSet spokenOf;

  private boolean broken;

  /**
   * Makes one.
   *
   * @param images as was offered to the sender
   */
  public GuestDecoder(HeldImages images) {
    this.images = images;
  }

  /**
   * Decodes the next piece.
   *
   * @param payload a heap buffer, left as it was
   * @param rawBytes what must come out, judged by the caller to be affordable
   * @throws MalformedPayloadException if it cannot be decoded, and for every piece after that
   */
  public ByteBuffer decode(ByteBuffer payload, int rawBytes) throws MalformedPayloadException {
    if (broken) {
      throw new MalformedPayloadException("an earlier piece could not be decoded");
    }
    broken = true;
    var bytes = ByteBuffer.wrap(decode(cursor(payload), rawBytes));
    broken = false;
    return bytes;
  }

  private static Cursor cursor(ByteBuffer payload) {
    return new Cursor(
        payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
  }

  private byte[] decode(Cursor payload, int rawBytes) throws MalformedPayloadException {
    piece.clear();
    Cursor script = blocks.read(payload, MOST_SCRIPT, "the script");
    Cursor bytes = blocks.read(payload, rawBytes, "the bytes of a piece");
    open(script);
    reader.list(script, piece);
    pages(payload);
    payload.demandEnd("a piece");
    byte[] raw = reader.rebuild(script, bytes, piece, rawBytes);
    demandHeld();
    if (memory != null) {
      memory.apply(piece);
    }
    if (spokenOf != null) {
      piece.mark(spokenOf);
    }
    return raw;
  }

  /** The stream has ended: holds what the sender does. */
  public void end() {
    if (spokenOf != null && memory != null) {
      memory.clearBut(spokenOf);
    }
  }

  private void open(Cursor script) throws MalformedPayloadException {
    long opened = script.nextVar();
    if (opened == 0) {
      return;
    }
    boolean onlyHere = opened % Pages.PAGE == StreamScript.ONLY_THEIRS;
    long bytes = onlyHere ? opened - StreamScript.ONLY_THEIRS : opened;
    if (memory != null
        || bytes < 1
        || bytes > StreamScript.MOST_MEMORY
        || bytes % Pages.PAGE != 0) {
      throw new MalformedPayloadException(
          "cannot hold " + bytes + " bytes of memory, or not twice");
    }
    byte[] id = new byte[script.nextUpTo(Offer.ID_BYTES, "the id of a base")];
    System.arraycopy(script.array(), script.skip(id.length), id, 0, id.length);
    hold(bytes, id.length == 0 ? null : HexFormat.of().formatHex(id));
    spokenOf = onlyHere ? new BitSet() : null;
  }

  private void hold(long bytes, @Nullable String base) throws MalformedPayloadException {
    try {
      Held opened = images.open(bytes, base);
      held = opened;
      memory = new HeldMemory(opened.bytes());
      regions = new RegionDecoder(piece.pages(), memory.image(), new BitSet(), blocks);
    } catch (IOException e) {
      throw new MalformedPayloadException(
          "what both sides have cannot be held: " + e.getMessage(), e);
    }
  }

  private void pages(Cursor payload) throws MalformedPayloadException {
    if (piece.count() == 0) {
      return;
    }
    demandHeld();
    long hash = payload.nextLong();
    if (memory != null) {
      clear(payload, memory);
      memory.present(piece);
    }
    regions.decodeAnew(piece.length(), payload);
    if (piece.hash() != hash) {
      throw new MalformedPayloadException(
          "pages did not come out as they were: the base is not what it was taken for");
    }
  }

  private void clear(Cursor payload, HeldMemory held) throws MalformedPayloadException {
    if (spokenOf != null) {
      cleared.read(payload, piece.count());
      cleared.apply(piece, held);
    }
  }

  /** Before anything is done at an address. */
  private void demandHeld() throws MalformedPayloadException {
    if (memory != null && !piece.isWithin(memory)) {
      throw new MalformedPayloadException("pages beyond the memory that is held");
    }
  }

  @Override
  public void close() {
    blocks.close();
    if (held != null) {
      held.close();
    }
    arena.close();
  }
}
