package io.novacron.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.novacron.pki.Owner;
import io.novacron.pki.PkiFolder;
import io.novacron.tls.Expiry;
import io.novacron.tls.LiveTls;
import io.novacron.tls.TlsException;
import io.novacron.tls.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.HttpsConnectionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of one node: whether it speaks it, with what, and the ends of connections for whoever needs
 * them. Made at once; {@link #prepare} reads, and if need be makes, the files.
 */
final class TlsPlane {
  private static final Logger LOG = LoggerFactory.getLogger(TlsPlane.class);

  private final TlsSettings settings;
  private final Owner owner;
  private final InstantSource clock;
  private final boolean on;
  private final @Nullable PkiFolder pki;
  private final TlsFiles files;
  private volatile @Nullable LiveTls live;

  private TlsPlane(TlsSettings settings, Owner owner, boolean on, InstantSource clock) {
    this.settings = settings;
    this.owner = owner;
    this.on = on;
    this.clock = clock;
    Path folder = own(settings.folder(), owner.name());
    boolean given = settings.files().isPresent() || isGiven(settings.folder(), folder);
    this.pki = given ? null : new PkiFolder(settings.folder());
    this.files = settings.files().orElseGet(() -> TlsFiles.in(folder));
  }

  /** The folder itself, if it is that of a node; else that of the node below an authority's. */
  private static Path own(Path folder, String id) {
    return Files.exists(TlsFiles.in(folder).certificate()) ? folder : folder.resolve(id);
  }

  /** Whether the certificate was made elsewhere: none can be made here, or none has to. */
  private static boolean isGiven(Path folder, Path own) {
    return own.equals(folder)
        || (Files.exists(TlsFiles.in(own).certificate()) && !new PkiFolder(folder).hasAuthority());
  }

  /**
   * That of a node.
   *
   * @param bind what the node listens on
   * @throws StartException when it is to have no TLS beyond loopback
   */
  static TlsPlane of(TlsSettings settings, Owner owner, String bind, InstantSource clock) {
    return new TlsPlane(settings, owner, isOn(settings.mode(), bind), clock);
  }

  /** That of the node of {@code settings}. */
  static TlsPlane of(NodeSettings settings, InstantSource clock) {
    List<String> hosts = new ArrayList<>(settings.tls().hosts());
    hosts.add(settings.transferHost());
    var owner = TlsOwner.of(settings.id(), settings.bind(), hosts);
    return of(settings.tls(), owner, settings.bind(), clock);
  }

  private static boolean isOn(TlsSettings.Mode mode, String bind) {
    boolean loopback = TlsOwner.isLoopback(bind);
    return switch (mode) {
      case WHERE_NEEDED -> !loopback;
      case AUTO, FILES -> true;
      case OFF -> {
        if (!loopback) {
          throw exposed(bind);
        }
        yield false;
      }
    };
  }

  private static StartException exposed(String bind) {
    return new StartException(
        "The node would listen on " + bind + " without TLS",
        "security.tls is off, and whoever reaches that address could command the node",
        "Set security.tls to auto or files, or bind to 127.0.0.1.");
  }

  /** Whether connections are protected. */
  boolean isOn() {
    return on;
  }

  /** What the cluster's transport has to know; laid over the configuration of the actor system. */
  Config overlay() {
    if (!on) {
      return ConfigFactory.empty();
    }
    return ConfigFactory.parseMap(
        Map.of(
            "pekko.remote.artery.transport",
            "tls-tcp",
            "pekko.remote.artery.ssl.ssl-engine-provider",
            TlsEngines.class.getName(),
            TlsEngines.CA,
            files.ca().toString(),
            TlsEngines.CERTIFICATE,
            files.certificate().toString(),
            TlsEngines.KEY,
            files.key().toString()),
        "TLS");
  }

  /**
   * Reads the files, after making them if they are ours to make.
   *
   * @throws StartException when they cannot be used
   */
  void prepare() {
    if (!on) {
      return;
    }
    try {
      make();
      LiveTls opened = LiveTls.open(files, clock, LOG::info);
      opened.material().demandNode(files.certificate());
      live = opened;
    } catch (TlsException e) {
      throw new StartException(e.description(), e.reason(), e.action());
    }
  }

  private void make() {
    if (pki == null) {
      return;
    }
    if (pki.init(clock.instant())) {
      LOG.warn(
          "made a certificate authority in {}: nodes on other machines need certificates of it,"
              + " made here by: novacron pki issue --folder {} --id ID --host ADDRESS,...",
          settings.folder(),
          settings.folder());
    }
    pki.ensureNode(owner, clock.instant());
  }

  /**
   * Renews the certificate if it is ours to make and due; for a job that runs daily.
   *
   * @return how long the certificate holds that is used now; empty without TLS
   * @throws TlsException when it is due and cannot be renewed
   */
  Optional<Expiry> maintain() {
    LiveTls known = live;
    if (known == null) {
      return Optional.empty();
    }
    if (pki != null) {
      pki.ensureNode(owner, clock.instant());
    }
    return Optional.of(known.material().expiry());
  }

  /** For migrations; null in the clear. */
  @Nullable SSLContext amongNodes() {
    return on ? live().amongNodes() : null;
  }

  /** For the API; null in the clear. */
  @Nullable HttpsConnectionContext api() {
    return on ? server(settings.clientCertificates()) : null;
  }

  /** For management: probes have no certificates, and its routes only read. Null in the clear. */
  @Nullable HttpsConnectionContext management() {
    return on ? server(false) : null;
  }

  /** Lets what asks other nodes over HTTPS, as Pekko's cluster bootstrap does, trust them alone. */
  void trustNodes(ActorSystem<?> system) {
    if (on) {
      LiveTls ready = live();
      Http.get(system)
          .setDefaultClientHttpsContext(ConnectionContext.httpsClient(ready::nodeClient));
    }
  }

  private HttpsConnectionContext server(boolean needed) {
    LiveTls ready = live();
    return ConnectionContext.httpsServer(() -> ready.apiServer(needed));
  }

  private LiveTls live() {
    LiveTls ready = live;
    if (ready == null) {
      throw new IllegalStateException("TLS is used before it was prepared");
    }
    return ready;
  }
}
