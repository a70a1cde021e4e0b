package io.novacron.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link H2ServerMain} in a process of its own. */
record H2ServerProcess(Path folder, int port, Process process) implements AutoCloseable {
  static H2ServerProcess start(Path folder, int port, long... parent) throws IOException {
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dio.novacron.role=database",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.novacron.persistence.H2ServerMain",
                folder.toString(),
                Integer.toString(port)));
    for (long pid : parent) {
      command.add(Long.toString(pid));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new H2ServerProcess(folder, listening(process), process);
  }

  /** Other lines are what the libraries log. */
  private static int listening(Process process) throws IOException {
    var lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("listening ")) {
        return Integer.parseInt(line.substring("listening ".length()));
      }
    }
    throw new IOException("the database did not start");
  }

  DatabaseSettings settings() {
    return H2Server.settings(folder, port);
  }

  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /** No time to say good-bye. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
