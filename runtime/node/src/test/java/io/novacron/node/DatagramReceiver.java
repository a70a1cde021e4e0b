package io.novacron.node;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A real unix datagram socket, as systemd has one. */
final class DatagramReceiver implements AutoCloseable {
  private static final int MOST_BYTES = 4_096;
  private static final short POLLIN = 1;

  private final Arena arena = Arena.ofShared();
  private final int descriptor;

  /**
   * @param path with {@code @} in front: an abstract name
   */
  DatagramReceiver(String path) {
    descriptor = call("socket", 1, 2, 0);
    MemorySegment address = NotifySocket.address(arena, path.getBytes(StandardCharsets.UTF_8));
    if (call("bind", descriptor, address, (int) address.byteSize()) != 0) {
      throw new IllegalStateException("cannot bind " + path);
    }
  }

  /** The next message; empty when none came within {@code millis}. */
  Optional<String> next(int millis) {
    MemorySegment poll = arena.allocate(8, 4);
    poll.set(ValueLayout.JAVA_INT, 0, descriptor);
    poll.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
    if (call("poll", poll, 1L, millis) < 1) {
      return Optional.empty();
    }
    MemorySegment content = arena.allocate(MOST_BYTES);
    int length = call("recv", descriptor, content, (long) MOST_BYTES, 0);
    byte[] bytes = content.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Microseconds of CLOCK_MONOTONIC. */
  static long monotonicMicros() {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment time = own.allocate(16, 8);
      call("clock_gettime", 1, time);
      return time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000
          + time.get(ValueLayout.JAVA_LONG, 8) / 1_000;
    }
  }

  /** Calls a function of the C library whose result fits into an int. */
  @SuppressWarnings("restricted")
  private static int call(String function, Object... arguments) {
    var layouts = new java.lang.foreign.MemoryLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      layouts[i] =
          switch (arguments[i]) {
            case Integer _ -> ValueLayout.JAVA_INT;
            case Long _ -> ValueLayout.JAVA_LONG;
            default -> ValueLayout.ADDRESS;
          };
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle handle =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(function),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts));
    try {
      return (int) handle.invokeWithArguments(arguments);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  @Override
  public void close() {
    call("close", descriptor);
    arena.close();
  }
}
