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

  private void link(String name, String state, String speed) throws IOException {
    Path device = Files.createDirectories(kernel.resolve("net").resolve(name));
    Files.writeString(device.resolve("operstate"), state + "\n");
    Files.writeString(device.resolve("speed"), speed + "\n");
  }

  @Test
  void theFastestLinkThatIsUpCounts() throws IOException {
    link("eth0", "up", "1000");
    link("eth1", "up", "25000");
    link("eth2", "down", "100000");
    link("lo", "up", "400000");
    link("tap0", "up", "-1");
    assertThat(Devices.in(kernel).linkBitsPerSecond()).hasValue(25_000_000_000L);
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
