package io.novacron.dwcp.hde;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds an image from frames in any order. A frame that copies from a region which has not come
 * yet is kept until then, within a bound. For one thread at a time.
 */
public final class ImageDecoder implements AutoCloseable {
  /** Bytes of frames that wait for others; beyond them a frame is forgotten, and stays missing. */
  private static final long MOST_PARKED = 64L << 20;

  private final Target place;
  private final @Nullable Image base;
  private final int mark;
  private final BitSet done = new BitSet();
  private final Parked parked = new Parked(MOST_PARKED);
  private @Nullable Image target;
  private @Nullable RegionDecoder regions;
  private byte[] root = new byte[0];

  /** Where the image is put. */
  @FunctionalInterface
  public interface Target {
    /**
     * Room for an image.
     *
     * @throws MalformedPayloadException if that is more than there may be
     */
    MemorySegment room(long bytes) throws MalformedPayloadException;
  }

  /**
   * Makes one.
   *
   * @param base what the encoder was given as base
   */
  public ImageDecoder(Target place, @Nullable Image base) {
    this.place = place;
    this.base = base;
    mark = base == null ? Mark.NONE : Mark.of(base);
  }

  /**
   * Takes one frame.
   *
   * @throws MalformedPayloadException if it is not of this image or base, or not well-formed; what
   *     was decoded before stands
   */
  public void take(Frame frame) throws MalformedPayloadException {
    demandBase(frame);
    if (frame.type() == FrameType.HEAD) {
      begin(Head.of(frame.payload()));
      return;
    }
    Image image = image();
    switch (frame.type()) {
      case ZEROS, SAMES -> run(image, frame);
      case REGION, RAW -> region(image, frame);
      default -> root = bytes(frame.payload());
    }
  }

  private void demandBase(Frame frame) throws MalformedPayloadException {
    if (frame.mark() != Mark.NONE && frame.mark() != mark) {
      String why = base == null ? "none is here" : "another one, or another state of it, is here";
      throw new MalformedPayloadException("the frame was made against a base; " + why);
    }
  }

  private void begin(Head head) throws MalformedPayloadException {
    if (target != null) {
      if (target.size() != head.size()) {
        throw new MalformedPayloadException("a second head, of another size");
      }
      return;
    }
    target = Image.of(place.room(head.size()));
    regions = new RegionDecoder(target, base, done);
  }

  private Image image() throws MalformedPayloadException {
    if (target == null) {
      throw new MalformedPayloadException("the first frame is missing, which says the size");
    }
    return target;
  }

  private void run(Image image, Frame frame) throws MalformedPayloadException {
    Cursor payload = cursor(frame);
    int count = payload.nextUpTo(image.regions(), "a run of regions");
    payload.demandEnd("a run");
    demandRegions(image, frame.region(), count);
    for (int region = frame.region(); region < frame.region() + count; region++) {
      if (!done.get(region)) {
        fill(image, region, frame.type());
        finished(region);
      }
    }
  }

  private static void demandRegions(Image image, int first, int count)
      throws MalformedPayloadException {
    if (first < 0 || first > image.regions() - count) {
      throw new MalformedPayloadException(
          "regions " + first + " to " + ((long) first + count) + " of " + image.regions());
    }
  }

  private void fill(Image image, int region, FrameType type) throws MalformedPayloadException {
    long at = Image.startOf(region);
    int length = image.lengthOf(region);
    if (type == FrameType.ZEROS) {
      image.clear(at, length);
    } else if (base != null && base.holds(at, length)) {
      image.write(at, base, at, length);
    } else {
      throw new MalformedPayloadException("region " + region + " is not in the base");
    }
  }

  private void region(Image image, Frame frame) throws MalformedPayloadException {
    demandRegions(image, frame.region(), 1);
    if (frame.type() == FrameType.RAW) {
      raw(image, frame);
      finished(frame.region());
    } else if (!done.get(frame.region()) && decode(frame)) {
      finished(frame.region());
    }
  }

  /** Whether it was decoded; if not it waits. */
  private boolean decode(Frame frame) throws MalformedPayloadException {
    boolean against = frame.mark() != Mark.NONE;
    int needed = regions == null ? -1 : regions.decode(frame.region(), against, cursor(frame));
    if (needed >= 0) {
      parked.put(frame, needed);
    }
    return needed < 0;
  }

  private static void raw(Image image, Frame frame) throws MalformedPayloadException {
    Cursor bytes = cursor(frame);
    int length = image.lengthOf(frame.region());
    image.write(Image.startOf(frame.region()), bytes.array(), bytes.skip(length), length);
    bytes.demandEnd("a raw region");
  }

  /** Decodes what has waited for it, too; what is malformed of that stays missing. */
  private void finished(int region) {
    done.set(region);
    Deque<Frame> ready = new ArrayDeque<>(parked.release(region));
    while (!ready.isEmpty()) {
      Frame frame = ready.remove();
      if (!done.get(frame.region()) && isDecoded(frame)) {
        done.set(frame.region());
        ready.addAll(parked.release(frame.region()));
      }
    }
  }

  private boolean isDecoded(Frame frame) {
    try {
      return decode(frame);
    } catch (MalformedPayloadException e) {
      return false;
    }
  }

  private static Cursor cursor(Frame frame) {
    ByteBuffer payload = frame.payload();
    return new Cursor(
        payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }

  /**
   * Regions that have not come, or could not be decoded: to be sent again, best as they are. Empty
   * before the first frame.
   */
  public BitSet missing() {
    var missing = new BitSet();
    if (target != null) {
      missing.set(0, target.regions());
      missing.andNot(done);
    }
    return missing;
  }

  /** Whether all regions and the last frame have come. */
  public boolean isComplete() {
    return target != null && root.length > 0 && done.cardinality() == target.regions();
  }

  /**
   * Digests of what is there; {@link #isProven} compares them with what was sent.
   *
   * @throws MalformedPayloadException if it is not complete
   */
  public Digests digests() throws MalformedPayloadException {
    Image image = image();
    if (!isComplete()) {
      String last = root.length == 0 ? ", and the last frame has not" : "";
      throw new MalformedPayloadException(
          done.cardinality() + " of " + image.regions() + " regions have come" + last);
    }
    var digests = new Digests(image.size());
    for (int region = 0; region < image.regions(); region++) {
      digests.add(image, region);
    }
    return digests;
  }

  /** Whether the image is the one that was sent. */
  public boolean isProven(Digests digests) {
    return MessageDigest.isEqual(digests.root(), root);
  }

  @Override
  public void close() {
    if (regions != null) {
      regions.close();
    }
  }
}
