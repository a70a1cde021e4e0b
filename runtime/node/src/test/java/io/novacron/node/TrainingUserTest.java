package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingUserTest {
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> states = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private TrainingUser user;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    user = TrainingUser.of("http://127.0.0.1:" + server.getAddress().getPort(), Path.of("none"));
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + path);
    exchange.getRequestBody().readAllBytes();
    String body = path.startsWith("/v1/operations/") ? operation() : "{\"id\":\"o1\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(path.equals("/v1/refused") ? 503 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String operation() {
    return "{\"state\":\"" + states.removeFirst() + "\"}";
  }

  @Test
  void itAsksWhatNodesAreAskedFirst() throws IOException {
    states.addAll(List.of("running", "succeeded"));
    user.use();
    assertThat(asked)
        .containsExactly(
            "GET /v1/boot",
            "GET /v1/nodes",
            "POST /v1/vms",
            "POST /v1/vms/train:start",
            "GET /v1/operations/o1",
            "GET /v1/operations/o1",
            "GET /v1/vms/train");
  }

  @Test
  void anOperationThatFailsIsNotWaitedFor() {
    states.addAll(List.of("failed", "succeeded"));
    assertThatThrownBy(user::use)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the operation ended with {\"state\":\"failed\"}");
  }

  @Test
  void aRefusalIsToldAsItCame() {
    assertThatThrownBy(() -> user.get("/v1/refused"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("GET /v1/refused was answered with HTTP/1.1 503");
  }
}
