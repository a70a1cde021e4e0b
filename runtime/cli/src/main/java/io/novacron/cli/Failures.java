package io.novacron.cli;

import io.novacron.client.AwaitTimeoutException;
import io.novacron.client.HandshakeException;
import io.novacron.client.NovaCronException;
import io.novacron.client.ProblemException;
import io.novacron.client.UnexpectedAnswerException;
import io.novacron.client.UnreachableException;
import io.novacron.client.resource.Problem;
import io.novacron.tls.TlsException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Tells on standard error what went wrong, where, and what to do, and turns it into an exit code.
 */
final class Failures
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  private final Novacron root;

  Failures(Novacron root) {
    this.root = root;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (root.stacktrace) {
      failure.printStackTrace(root.terminal().err());
    }
    return switch (failure) {
      case NovaCronException refused -> told(refused);
      case CommandLine.ParameterException usage -> handleParseException(usage, new String[0]);
      case IllegalArgumentException usage -> tell(Exit.USAGE, usage.getMessage(), help(command));
      case TlsException tls ->
          tell(Exit.USAGE, tls.description() + ": " + tls.reason(), tls.action());
      case UncheckedIOException file ->
          tell(Exit.USAGE, file.getMessage(), "name a file that can be read");
      case CancellationException _ -> tell(Exit.INTERNAL, "interrupted", "");
      default ->
          tell(
              Exit.INTERNAL,
              "unexpected: " + failure,
              "run it again with --stacktrace and report it");
    };
  }

  @Override
  public int handleParseException(CommandLine.ParameterException usage, String[] args) {
    say(usage.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(usage, root.terminal().err());
    more(help(usage.getCommandLine()));
    return Exit.USAGE;
  }

  private int told(NovaCronException failure) {
    return switch (failure) {
      case ProblemException refused -> told(refused);
      case UnreachableException gone -> tell(Exit.INTERNAL, gone.getMessage(), remedy(gone));
      case HandshakeException distrust ->
          tell(Exit.INTERNAL, distrust.getMessage(), remedy(distrust.kind()));
      case AwaitTimeoutException late ->
          tell(Exit.TIMED_OUT, late.getMessage(), "wait longer with --timeout, or cancel it");
      case UnexpectedAnswerException odd ->
          tell(Exit.INTERNAL, odd.getMessage(), "check that --server names a NovaCron node");
    };
  }

  private static String remedy(HandshakeException.Kind kind) {
    return switch (kind) {
      case UNTRUSTED -> "name the cluster's authority with --ca or NOVACRON_CA";
      case WRONG_NAME ->
          "ask it by a name that its certificate has, or renew that: novacron pki issue --host ...";
      case REFUSED ->
          "show a certificate with --cert and --key (novacron pki issue --client makes one)";
      case NO_TLS -> "ask http:// there, or start the node with TLS";
      case OTHER -> "see which files are used: novacron pki show FILE";
    };
  }

  private static String wanting(UnreachableException gone) {
    return gone.mayWantCertificate()
        ? "; if it wants a certificate, show one with --cert and --key"
        : "";
  }

  private static String remedy(UnreachableException gone) {
    boolean clear = gone.servers().stream().anyMatch(server -> "http".equals(server.getScheme()));
    String secured = clear ? "; if the node speaks TLS, ask https:// there" : wanting(gone);
    return gone.sent()
        ? "the request may have arrived: look before you repeat it" + secured
        : "start a node with './novacron start', or name one with --server or NOVACRON_SERVER";
  }

  private int told(ProblemException refused) {
    Problem problem = refused.problem();
    say(problem.detail() + " (" + problem.code() + ")");
    problem.violations().forEach(broken -> more(broken.field() + ": " + broken.problem()));
    more(problem.action());
    String request = refused.requestId().map(id -> ", request " + id).orElse("");
    more("answered by " + String.join(", ", root.servers()) + request);
    return Exit.of(problem);
  }

  private int tell(int exit, @Nullable String what, String remedy) {
    say(what);
    more(remedy);
    return exit;
  }

  private void say(@Nullable String what) {
    root.terminal().err().println("novacron: " + what);
  }

  private void more(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      root.terminal().err().println("  " + text);
    }
  }

  private static String help(CommandLine command) {
    return "see '" + command.getCommandSpec().qualifiedName() + " --help'";
  }
}
