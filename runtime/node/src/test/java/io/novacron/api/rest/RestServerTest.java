package io.novacron.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.client.NovaCronClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RestServerTest {
  @AutoClose private final Api api = new Api();

  @Test
  void aPortInUseIsNamedWithWhatToDo() throws IOException {
    int port = api.server.listening().getPort();

    assertThatThrownBy(() -> start("127.0.0.1", port))
        .hasRootCauseInstanceOf(Exception.class)
        .cause()
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("in use")
        .hasMessageContaining("choose another port");
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() throws IOException {
    try (var free = new ServerSocket(0)) {
      assertThatThrownBy(() -> start("192.0.2.1", free.getLocalPort()))
          .cause()
          .isInstanceOf(ListenException.class)
          .hasMessageContaining("not an address of this machine");
    }
    assertThatThrownBy(() -> start("no-such-host.invalid", 0))
        .cause()
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  private void start(String host, int port) throws Exception {
    RestServer.start(api.system, api.control, host, port)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void itStopsWithItsActorSystem() {
    var reason = CoordinatedShutdown.actorSystemTerminateReason();

    Api.await(CoordinatedShutdown.get(api.system).runAll(reason));

    assertThatThrownBy(() -> api.get("/v1/version")).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void ourOwnClientUnderstandsIt() {
    try (var client = NovaCronClient.at(api.server.address())) {
      assertThat(client.vms().get("web1")).isEqualTo(Samples.vm("web1"));
      assertThat(client.operations().get("web1.5")).isEqualTo(Samples.operation());
      assertThat(client.migrations().get("web1.5")).isEqualTo(Samples.migration());
      assertThat(client.nodes().list()).containsExactly(Samples.node("n1"));
      assertThat(client.cluster().get()).isEqualTo(Samples.cluster());
    }
  }
}
