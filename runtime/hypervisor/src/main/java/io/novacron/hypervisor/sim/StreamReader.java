package io.novacron.hypervisor.sim;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Takes in a guest from its {@link StreamFormat}, in pieces of any size. Holds one frame at most.
 * Trusts nothing that it reads. Not thread-safe.
 */
final class StreamReader {
  private final ByteBuffer frame = ByteBuffer.allocate(StreamFormat.MAX_FRAME_BYTES);
  private final CRC32C crc = new CRC32C();
  private boolean hasHeader;
  private boolean hasState;
  private boolean complete;

  StreamReader() {
    frame.limit(StreamFormat.HEADER_BYTES);
  }

  /** Whether the whole guest is there, and its checksum was right. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Takes all of {@code source} into {@code machine}.
   *
   * @throws MalformedStreamException when this is not, or no longer, a stream for that machine
   */
  void feed(ByteBuffer source, Machine machine) throws MalformedStreamException {
    while (source.hasRemaining()) {
      demand(!complete, "there are bytes after its end");
      fill(source);
      if (!frame.hasRemaining()) {
        advance(machine);
      }
    }
  }

  private void fill(ByteBuffer source) {
    int count = Math.min(frame.remaining(), source.remaining());
    frame.put(source.slice(source.position(), count));
    source.position(source.position() + count);
  }

  private void advance(Machine machine) throws MalformedStreamException {
    if (hasHeader && frame.position() == StreamFormat.KIND_BYTES) {
      frame.limit(StreamFormat.frameBytes(frame.get(0)));
      return;
    }
    frame.flip();
    if (hasHeader) {
      take(frame.get(), machine);
    } else {
      header(machine);
    }
    crc.update(frame.array(), 0, frame.limit());
    frame.clear().limit(StreamFormat.KIND_BYTES);
  }

  private void header(Machine machine) throws MalformedStreamException {
    demand(frame.getLong() == StreamFormat.MAGIC, "it is no simulated guest");
    short version = frame.getShort();
    demand(version == StreamFormat.VERSION, "it is of version " + version);
    demand(frame.getShort() == 0, "its header has unknown flags");
    demand(frame.getInt() == machine.spec().memoryMiB(), "its memory is of another size");
    demand(frame.getInt() == StreamFormat.shape(machine.spec()), "its machine is another one");
    hasHeader = true;
  }

  private void take(byte kind, Machine machine) throws MalformedStreamException {
    demand(!hasState || kind == StreamFormat.END, "its device state is not the last of it");
    switch (kind) {
      case StreamFormat.PAGE -> page(machine.memory());
      case StreamFormat.ZERO -> zero(machine.memory());
      case StreamFormat.STATE -> state(machine);
      default -> end();
    }
  }

  private void page(GuestMemory memory) throws MalformedStreamException {
    int page = frame.getInt();
    demand(page >= 0 && page < memory.pages(), "there is no page " + page);
    memory.put(page, frame.array(), frame.position());
  }

  private void zero(GuestMemory memory) throws MalformedStreamException {
    int first = frame.getInt();
    int count = frame.getInt();
    demand(first >= 0 && count >= 0 && first <= memory.pages() - count, "it has no such pages");
    memory.zero(first, count);
  }

  private void state(Machine machine) throws MalformedStreamException {
    machine.restore(DeviceState.readFrom(frame));
    hasState = true;
  }

  private void end() throws MalformedStreamException {
    demand(hasState, "it ends without device state");
    demand(frame.getInt() == (int) crc.getValue(), "its checksum is wrong");
    complete = true;
  }

  private static void demand(boolean holds, String problem) throws MalformedStreamException {
    if (!holds) {
      throw new MalformedStreamException("the migration stream was refused: " + problem);
    }
  }
}
