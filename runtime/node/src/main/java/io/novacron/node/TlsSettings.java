package io.novacron.node;

import io.novacron.tls.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a node protects what it says to others: cluster, API, management and migrations alike.
 *
 * @param mode whether, and with what
 * @param folder of an authority of our own, or of a node's files that were made elsewhere
 * @param files given by the operator, for {@link Mode#FILES}
 * @param hosts names and addresses under which clients reach the node, besides its id, what it is
 *     bound to and what it advertises
 * @param clientCertificates whether the API refuses clients without a certificate
 */
public record TlsSettings(
    Mode mode,
    Path folder,
    Optional<TlsFiles> files,
    List<String> hosts,
    boolean clientCertificates) {

  /** Whether there is TLS, and whose certificates. */
  public enum Mode {
    /**
     * Like {@link #AUTO} beyond loopback, and none on loopback, where it costs time for nothing.
     */
    WHERE_NEEDED,
    /** Everywhere; certificates are made in the folder when there are none. */
    AUTO,
    /** Everywhere, with given files. */
    FILES,
    /** Nowhere; refused beyond loopback. */
    OFF
  }

  public TlsSettings {
    if (mode == Mode.FILES && files.isEmpty()) {
      throw new IllegalArgumentException("TLS with given files needs ca, certificate and key");
    }
    hosts = List.copyOf(hosts);
  }

  /** What holds unless somebody says otherwise. */
  public static TlsSettings whereNeeded(Path folder) {
    return new TlsSettings(Mode.WHERE_NEEDED, folder, Optional.empty(), List.of(), true);
  }

  /** TLS on loopback, too, with certificates of {@code folder}. */
  public static TlsSettings auto(Path folder) {
    return new TlsSettings(Mode.AUTO, folder, Optional.empty(), List.of(), true);
  }

  /** TLS with {@code files}. */
  public static TlsSettings of(TlsFiles files) {
    return new TlsSettings(Mode.FILES, Path.of("."), Optional.of(files), List.of(), true);
  }
}
