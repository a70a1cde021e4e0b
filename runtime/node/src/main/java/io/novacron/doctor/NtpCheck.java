package io.novacron.doctor;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How far the clock is from an NTP server's. */
final class NtpCheck implements Check {
  private static final int PORT = 123;
  private static final int WAIT_MILLIS = 1_000;
  private static final int ATTEMPTS = 3;

  private final String server;

  NtpCheck(String server) {
    this.server = server;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public List<Finding> look() {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(WAIT_MILLIS);
      socket.connect(HostPort.of(server, PORT).resolved());
      return List.of(ClockJudgement.against("NTP server " + server, offset(socket)));
    } catch (IOException | IllegalArgumentException e) {
      return List.of(
          Finding.warning(
              name(),
              "NTP server " + server + ": " + e.getMessage(),
              "Name a server that answers with --ntp, and let UDP port 123 out to it."));
    }
  }

  private static Duration offset(DatagramSocket socket) throws IOException {
    IOException last = new IOException("no answer");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return exchange(socket);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static Duration exchange(DatagramSocket socket) throws IOException {
    Instant sent = Instant.now();
    byte[] request = Sntp.request(sent);
    socket.send(new DatagramPacket(request, request.length));
    var answer = new DatagramPacket(new byte[Sntp.BYTES], Sntp.BYTES);
    socket.receive(answer);
    return Sntp.offset(answer.getData(), answer.getLength(), sent, Instant.now());
  }
}
