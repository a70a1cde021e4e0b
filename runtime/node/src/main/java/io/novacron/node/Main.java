package io.novacron.node;

import io.novacron.init.InvalidGraphException;
import io.novacron.init.actor.ComponentProvider;
import io.novacron.persistence.DatabaseUnavailableException;
import java.io.PrintStream;
import java.net.BindException;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.pekko.remote.RemoteTransportException;

/** Runs a node as a process of its own: {@code novacron start}. */
public final class Main {
  private static final int CANNOT_RUN = 5;

  private Main() {}

  /** Ends with 0 when it was stopped, 2 for a wrong command line, 5 when it cannot run here. */
  public static void main(String[] arguments) {
    Preload.begin();
    // Pekko and its pools keep threads; a node that did not start must not stay as a process.
    System.exit(code(arguments));
  }

  private static int code(String... arguments) {
    try {
      return NodeCommand.named("novacron start", "Starts a node and runs it until it is stopped.")
          .execute((settings, _) -> started(settings), System.out, System.err, arguments);
    } catch (RuntimeException | Error e) {
      e.printStackTrace(System.err);
      return CANNOT_RUN;
    }
  }

  /**
   * Starts a node as its command line would, for processes that host something besides.
   *
   * @throws IllegalArgumentException for a wrong command line
   * @throws StartException when something is missing that its operator can supply
   */
  public static Node start(String... arguments) {
    return Node.start(NodeCommand.parse(arguments));
  }

  private static int started(NodeSettings settings) {
    Hangup.reloads(settings.reload());
    return run(settings);
  }

  private static int run(NodeSettings settings) {
    try {
      Node node = Node.start(settings, plugins());
      System.err.println("node " + settings.id() + " serves " + node.api());
      String sentence = node.sentence();
      System.err.println("node " + settings.id() + " " + sentence);
      Announcement.accompany(node.system(), Systemd.ofProcess(), sentence);
      node.awaitEnd();
      return 0;
    } catch (BootEndedException e) {
      System.err.println("node " + settings.id() + ": " + e.getMessage());
      return 0;
    } catch (InvalidGraphException e) {
      return complain(
          "The components of this node cannot be booted together",
          String.valueOf(e.getMessage()),
          "Correct or remove the plugin that names them; 'novacron boot plan' shows the order.");
    } catch (DatabaseUnavailableException e) {
      return complain(e.description(), e.reason(), e.action());
    } catch (RuntimeException e) {
      return endOfProcess() ? interrupted(settings, e) : explain(e);
    }
  }

  /**
   * Whether this process has been told to end. It may be while the actor system is made, which then
   * ends in the making: no fault of anybody's.
   */
  private static boolean endOfProcess() {
    var probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      return !Runtime.getRuntime().removeShutdownHook(probe);
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static int interrupted(NodeSettings settings, RuntimeException e) {
    System.err.println(
        "node " + settings.id() + ": told to end while it started (" + e.getMessage() + ")");
    return 0;
  }

  private static List<ComponentProvider> plugins() {
    return ServiceLoader.load(ComponentProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static int explain(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || cause instanceof RemoteTransportException) {
        return complain(
            "The node cannot listen", String.valueOf(cause.getMessage()), Remedy.PORT_TAKEN);
      }
      if (cause instanceof StartException start) {
        return complain(start.description(), start.reason(), start.action());
      }
    }
    e.printStackTrace(System.err);
    return complain("The node could not start", String.valueOf(e.getMessage()), "See above.");
  }

  private static int complain(String description, String reason, String action) {
    PrintStream out = System.err;
    out.println("Description: " + description);
    out.println("Cause:       " + reason);
    out.println("Action:      " + action);
    return CANNOT_RUN;
  }
}
