package io.novacron.cli;

import io.novacron.pki.Owner;
import io.novacron.pki.PkiFolder;
import io.novacron.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pki}: certificates for nodes and clients; no node is asked. */
@Command(name = "pki", description = "Makes and shows certificates; no node is asked.")
final class PkiCommands {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  private final Novacron root;

  PkiCommands(Novacron root) {
    this.root = root;
  }

  /** Whose certificate it is. */
  static final class Whose {
    @Option(names = "--id", paramLabel = "ID", description = "A node, by its --id.")
    private @Nullable String node;

    @Option(names = "--client", paramLabel = "NAME", description = "A client: it is no node.")
    private @Nullable String client;
  }

  /** What was made, and what is to be done with it. */
  record Made(String folder, String what, String next) {}

  @Command(description = "Makes a certificate authority in a folder, unless there is one.")
  int init(
      @Option(names = "--folder", required = true, paramLabel = "F", description = "Its folder.")
          Path folder) {
    boolean made = new PkiFolder(folder).init(Instant.now());
    String what =
        made
            ? "made a certificate authority in " + folder + "; keep ca.key to yourself"
            : "there is a certificate authority in " + folder + " already";
    String next = "novacron pki issue --folder " + folder + " --id ID --host ADDRESS,...";
    root.output().item(new Made(folder.toString(), what, next), what + "\nnext: " + next);
    return Exit.OK;
  }

  @Command(description = "Makes the certificate of a node or a client, in a folder of its own.")
  int issue(
      @Option(
              names = "--folder",
              required = true,
              paramLabel = "F",
              description = "The authority's.")
          Path folder,
      @ArgGroup(multiplicity = "1") Whose whose,
      @Option(
              names = "--host",
              split = ",",
              paramLabel = "HOST",
              description = "Names and addresses under which others reach the node.")
          @Nullable List<String> hosts) {
    String node = whose.node;
    return node == null ? client(folder, String.valueOf(whose.client)) : node(folder, node, hosts);
  }

  private int node(Path folder, String id, @Nullable List<String> hosts) {
    List<String> names = new ArrayList<>(List.of(id));
    names.addAll(hosts == null ? List.of() : hosts);
    names.addAll(LOOPBACK);
    TlsFiles files = new PkiFolder(folder).issueNode(new Owner(id, names), Instant.now());
    return made(files, "copy this folder to the machine of " + id + " as its security folder");
  }

  private int client(Path folder, String name) {
    TlsFiles files = new PkiFolder(folder).issueClient(new Owner(name, List.of()), Instant.now());
    return made(
        files,
        "novacron --ca %s --cert %s --key %s"
            .formatted(files.ca(), files.certificate(), files.key()));
  }

  private int made(TlsFiles files, String next) {
    Path folder = files.certificate().resolveSibling("");
    String what = "made ca.crt, tls.crt and tls.key in " + folder;
    root.output().item(new Made(folder.toString(), what, next), what + "\nnext: " + next);
    return Exit.OK;
  }

  @Command(description = "Shows whose certificates are in a file or folder, and until when.")
  int show(@Parameters(paramLabel = "FILE|FOLDER") Path path) {
    Stream<CertificateLine> lines = CertificateLine.in(path, Instant.now()).stream();
    root.output().list(CertificateLine.TABLE, lines);
    return Exit.OK;
  }
}
