package io.novacron.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * An {@link H2Server} in a process of its own: {@code <folder> <port> [<pid>]}. Prints {@code
 * listening <port>} once nodes may come. Ends when the process {@code pid} does, or, without one,
 * when its standard input is closed, so that it does not outlive who started it.
 */
public final class H2ServerMain {
  private H2ServerMain() {}

  /** Exits with 0, with 1 when the database cannot be served, with 2 for wrong arguments. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.in, System.out, System.err));
  }

  static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
    if (arguments.length < 2 || arguments.length > 3) {
      err.println("usage: H2ServerMain <folder> <port> [<pid>]");
      return 2;
    }
    try (var server = H2Server.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      out.println("listening " + server.port());
      out.flush();
      waitForTheEnd(arguments, in);
      return 0;
    } catch (SQLException | IOException | RuntimeException e) {
      err.println("The database cannot be served: " + e.getMessage());
      return 1;
    }
  }

  private static void waitForTheEnd(String[] arguments, InputStream in) throws IOException {
    if (arguments.length == 3) {
      ProcessHandle.of(Long.parseLong(arguments[2])).ifPresent(parent -> parent.onExit().join());
    } else {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
