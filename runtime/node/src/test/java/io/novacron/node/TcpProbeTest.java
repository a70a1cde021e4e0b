package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.init.Reports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TcpProbeTest {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final List<String> lost = new CopyOnWriteArrayList<>();
  private final Reports reports =
      new Reports() {
        @Override
        public void lost(String reason) {
          lost.add(reason);
        }

        @Override
        public void ailing(String reason) {
          lost.add("ailing " + reason);
        }

        @Override
        public void well() {
          lost.add("well");
        }
      };

  private static TcpProbe probe(int port) {
    return new TcpProbe(InetSocketAddress.createUnresolved("127.0.0.1", port), LIMIT, OFTEN);
  }

  @Test
  void whoDoesNotAnswerIsNamed() {
    int port = FreePort.find();
    assertThatThrownBy(() -> probe(port).start(reports))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + port + " takes no connection within 500 ms");
  }

  @Test
  void whoAnswersNoMoreIsReportedOnce() throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var probe = probe(server.getLocalPort());
    probe.start(reports);
    Awaitility.await().during(OFTEN.multipliedBy(5)).until(lost::isEmpty);
    server.close();

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> lost.size() == 1);
    assertThat(lost.getFirst()).contains("takes no connection");
    Awaitility.await().during(OFTEN.multipliedBy(10)).until(() -> lost.size() == 1);
  }

  @Test
  void oneThatIsStoppedReportsNothing() throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var probe = probe(server.getLocalPort());
    probe.start(reports);
    probe.stop();
    server.close();

    Awaitility.await().during(OFTEN.multipliedBy(10)).until(lost::isEmpty);
  }
}
