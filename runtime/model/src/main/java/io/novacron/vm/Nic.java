package io.novacron.vm;

import org.jspecify.annotations.Nullable;

/** One network interface. */
public sealed interface Nic {
  /** An interface that is connected to nothing. */
  record None(@Nullable String mac) implements Nic {}

  /** User-mode networking: outgoing connections only, no rights needed on the host. */
  record User(@Nullable String mac) implements Nic {}

  /** A tap device {@code device} that exists on every host that the VM may run on. */
  record Tap(String device, @Nullable String mac) implements Nic {}

  /** Ethernet address, six colon-separated hex octets; null lets the hypervisor choose. */
  @Nullable String mac();
}
