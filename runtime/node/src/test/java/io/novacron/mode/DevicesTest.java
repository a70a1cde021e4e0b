package io.novacron.mode;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.mode.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {
  @TempDir Path kernel;

  private void card(String name, String state, String speed) throws IOException {
    link(name, state, speed);
    Files.createDirectories(kernel.resolve("net").resolve(name).resolve("device"));
  }

  private void link(String name, String state, String speed) throws IOException {
    Path device = Files.createDirectories(kernel.resolve("net").resolve(name));
    Files.writeString(device.resolve("operstate"), state + "\n");
    Files.writeString(device.resolve("speed"), speed + "\n");
  }

  @Test
  void theFastestLinkThatIsUpCounts() throws IOException {
    card("eth0", "up", "1000");
    card("eth1", "up", "25000");
    card("eth2", "down", "100000");
    link("veth0", "up", "400000");
    assertThat(Devices.in(kernel).linkBitsPerSecond()).hasValue(25_000_000_000L);
  }

  @Test
  void aGuestsTapSaysNothingOfAMachineWhoseOwnLinkSaysNothing() throws IOException {
    card("eth0", "up", "-1");
    link("tap0", "up", "10");
    assertThat(Devices.in(kernel).linkBitsPerSecond()).isEmpty();
  }

  @Test
  void anRdmaDeviceIsSeen() throws IOException {
    assertThat(Devices.in(kernel)).isEqualTo(Evidence.Machine.UNKNOWN);
    Files.createDirectories(kernel.resolve("infiniband"));
    assertThat(Devices.in(kernel).rdma()).isFalse();
    Files.createDirectories(kernel.resolve("infiniband").resolve("mlx5_0"));
    assertThat(Devices.in(kernel).rdma()).isTrue();
  }
}
