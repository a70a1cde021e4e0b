package io.novacron.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.client.resource.OperationResource;
import io.novacron.tls.LiveTls;
import io.novacron.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/**
 * Asks a node what nodes are asked first, in HTTP/1.1 by hand: neither our client nor the JDK's,
 * which a node does not need, shall get into its AOT cache.
 */
final class TrainingUser {
  private static final int LIMIT_MILLIS = Math.toIntExact(Duration.ofSeconds(10).toMillis());
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
  private static final int LOOKS = 400;
  private static final String SPEC =
      "{\"name\":\"train\",\"spec\":{\"driver\":\"sim\",\"memoryMiB\":8},\"labels\":{}}";

  private final SocketFactory sockets;
  private final int port;
  private final JsonMapper json = new JsonMapper();

  private TrainingUser(SocketFactory sockets, int port) {
    this.sockets = sockets;
    this.port = port;
  }

  /** Who talks to {@code api}, with the certificates in a folder when it asks for them. */
  static TrainingUser of(String api, Path certificates) {
    URI uri = URI.create(api);
    return new TrainingUser(
        uri.getScheme().equals("https") ? tls(certificates) : SocketFactory.getDefault(),
        uri.getPort());
  }

  /** Whoever asks a port that is open to all, as orchestrators do. */
  static TrainingUser at(int port) {
    return new TrainingUser(SocketFactory.getDefault(), port);
  }

  private static SocketFactory tls(Path certificates) {
    return LiveTls.open(TlsFiles.in(certificates), InstantSource.system(), _ -> {})
        .amongNodes()
        .getSocketFactory();
  }

  /**
   * Creates a VM and starts it, among other things.
   *
   * @throws IOException when the node gives another answer than it should
   */
  void use() throws IOException {
    var _ = get("/v1/boot");
    var _ = get("/v1/nodes");
    var _ = send("POST", "/v1/vms", SPEC);
    await(send("POST", "/v1/vms/train:start", "{}").path("id").asText());
    var _ = get("/v1/vms/train");
  }

  /** Asks for {@code path}. */
  JsonNode get(String path) throws IOException {
    return send("GET", path, "");
  }

  private void await(String operation) throws IOException {
    for (int looks = 0; looks < LOOKS; looks++) {
      JsonNode now = get("/v1/operations/" + operation);
      switch (now.path("state").asText()) {
        case "succeeded" -> {
          return;
        }
        case OperationResource.RUNNING -> LockSupport.parkNanos(LOOK_NANOS);
        default -> throw new IOException("the operation ended with " + now);
      }
    }
    throw new IOException("the operation did not succeed in time");
  }

  private JsonNode send(String method, String path, String body) throws IOException {
    String request =
        String.join(
            "\r\n",
            method + " " + path + " HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Idempotency-Key: " + UUID.randomUUID(),
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            "",
            body);
    String answer = exchange(request);
    int head = answer.indexOf("\r\n\r\n");
    if (!answer.startsWith("HTTP/1.1 2") || head < 0) {
      throw new IOException(method + " " + path + " was answered with " + answer);
    }
    return json.readTree(answer.substring(head));
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = sockets.createSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
