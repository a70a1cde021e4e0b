package io.novacron.node;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a unix socket, which the JDK's channels cannot: by {@code socket}, {@code
 * sendto} and {@code close} of the C library (unix(7), Linux's numbers).
 */
final class NotifySocket {
  /** A path's last byte is a zero. */
  static final int MOST_PATH_BYTES = 107;

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;

  /** It must not stop the caller, and not kill the process by a signal. */
  private static final int DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

  private static final int FAMILY_BYTES = 2;
  private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MethodHandle socket;
  private final MethodHandle sendto;
  private final MethodHandle close;
  private final byte[] path;

  /**
   * @param path of the socket; with {@code @} in front a name in the abstract name space
   * @throws IllegalArgumentException when it is longer than 107 bytes
   */
  NotifySocket(String path) {
    this.path = path.getBytes(StandardCharsets.UTF_8);
    if (this.path.length > MOST_PATH_BYTES) {
      throw new IllegalArgumentException("longer than 107 bytes: " + path);
    }
    AddressLayout pointer = ValueLayout.ADDRESS;
    var number = ValueLayout.JAVA_INT;
    var size = ValueLayout.JAVA_LONG;
    socket = handle("socket", FunctionDescriptor.of(number, number, number, number));
    sendto =
        handle(
            "sendto", FunctionDescriptor.of(size, number, pointer, size, number, pointer, number));
    close = handle("close", FunctionDescriptor.of(number, number));
  }

  @SuppressWarnings("restricted") // these three are called with what their manual pages ask for
  private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(function),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  /**
   * Sends one datagram, without waiting.
   *
   * @throws IOException when the other end does not take it
   */
  void send(String text) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO);
      int descriptor = (int) socket.invokeExact(errno, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      demand(descriptor >= 0, "socket", errno);
      try {
        demand(sent(arena, errno, descriptor, text), "sendto", errno);
      } finally {
        var _ = (int) close.invokeExact(errno, descriptor);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  private boolean sent(Arena arena, MemorySegment errno, int descriptor, String text)
      throws Throwable {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    MemorySegment content = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    MemorySegment to = address(arena, path);
    long count =
        (long)
            sendto.invokeExact(
                errno,
                descriptor,
                content,
                (long) bytes.length,
                DONTWAIT_NOSIGNAL,
                to,
                (int) to.byteSize());
    return count == bytes.length;
  }

  /** A sockaddr_un; an abstract name begins with a zero and has none at its end. */
  static MemorySegment address(Arena arena, byte[] path) {
    boolean isAbstract = path.length > 0 && path[0] == '@';
    MemorySegment address = arena.allocate(FAMILY_BYTES + path.length + (isAbstract ? 0L : 1L), 2);
    address.set(ValueLayout.JAVA_SHORT.withOrder(ByteOrder.nativeOrder()), 0, (short) AF_UNIX);
    MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
    if (isAbstract) {
      address.set(ValueLayout.JAVA_BYTE, FAMILY_BYTES, (byte) 0);
    }
    return address;
  }

  private static void demand(boolean holds, String function, MemorySegment errno)
      throws IOException {
    if (!holds) {
      throw new IOException(function + " failed with errno " + (int) ERRNO_VALUE.get(errno, 0L));
    }
  }
}
