package io.novacron.hypervisor.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.qemu.QmpMessage.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The line to one QEMU for as long as it lives: a conversation that is begun when first needed and
 * begun anew when it broke. Listeners stay across conversations; what QEMU said in between is lost
 * to them, so who waits for an event also asks now and then.
 */
final class QmpLink implements AutoCloseable {
  private final Path socket;
  private final QemuSettings settings;
  private final BooleanSupplier alive;
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile @Nullable QmpConversation conversation;
  private volatile boolean closed;

  QmpLink(Path socket, QemuSettings settings, BooleanSupplier alive) {
    this.socket = socket;
    this.settings = settings;
    this.alive = alive;
  }

  /** Calls {@code listener} for every event until the result is closed; it must not block. */
  Subscription listen(Consumer<Event> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Ends when closed. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  JsonNode execute(String command) {
    return execute(command, Map.of());
  }

  JsonNode execute(String command, Map<String, ?> arguments) {
    return execute(command, arguments, settings.commandDeadline());
  }

  /**
   * As {@link QmpConversation#execute}.
   *
   * @throws HypervisorException also {@code GUEST_GONE} when the process has ended
   */
  JsonNode execute(String command, Map<String, ?> arguments, Duration deadline) {
    try {
      return conversation().execute(command, arguments, deadline);
    } catch (HypervisorException e) {
      throw alive.getAsBoolean() ? e : gone(e);
    }
  }

  /** Connects if it is not connected. */
  void connect() {
    try {
      var _ = conversation();
    } catch (HypervisorException e) {
      throw alive.getAsBoolean() ? e : gone(e);
    }
  }

  private static HypervisorException gone(HypervisorException cause) {
    return new HypervisorException(Kind.GUEST_GONE, "the guest has ended", cause);
  }

  private QmpConversation conversation() {
    QmpConversation current = conversation;
    return current != null && current.isOpen() ? current : reconnect();
  }

  private QmpConversation reconnect() {
    lock();
    try {
      QmpConversation current = conversation;
      if (current == null || !current.isOpen()) {
        current = open();
        conversation = current;
      }
      return current;
    } finally {
      connecting.unlock();
    }
  }

  private QmpConversation open() {
    if (closed) {
      throw new HypervisorException(Kind.FAILED, "the driver has let go of this guest");
    }
    QmpConversation opened =
        QmpConversation.open(socket, settings.connectDeadline(), alive, this::tell);
    if (closed) {
      opened.close();
    }
    return opened;
  }

  private void tell(Event event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  private void lock() {
    try {
      if (connecting.tryLock(settings.connectDeadline().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new HypervisorException(Kind.TIMED_OUT, "QEMU does not answer on " + socket);
  }

  @Override
  public void close() {
    closed = true;
    QmpConversation current = conversation;
    if (current != null) {
      current.close();
    }
  }
}
