package io.novacron.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class TrainingRedisTest {
  /** All that it answers to {@code said}, up to where it or we end the connection. */
  private static String answers(TrainingRedis redis, String said) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(said.getBytes(US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void itGreetsAnswersAndKeepsNothing() throws Exception {
    try (var redis = TrainingRedis.open()) {
      assertThat(answers(redis, "*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n"))
          .startsWith("%6\r\n$6\r\nserver\r\n");
      assertThat(answers(redis, "*1\r\n$4\r\nping\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n"))
          .isEqualTo("+PONG\r\n_\r\n");
      assertThat(answers(redis, "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\nb\r\n")).isEqualTo("+OK\r\n");
    }
  }

  @Test
  void whateverIsNoCommandEndsTheConnectionAndNoOther() throws Exception {
    try (var redis = TrainingRedis.open()) {
      for (String bad : new String[] {"GET a\r\n", "*1\r\n$4\r\nPI", "*1\r\n", "*99999999\r\n"}) {
        assertThat(answers(redis, bad)).isEmpty();
      }
      assertThat(answers(redis, "*1\r\n$4\r\nPING\r\n")).isEqualTo("+PONG\r\n");
    }
  }
}
