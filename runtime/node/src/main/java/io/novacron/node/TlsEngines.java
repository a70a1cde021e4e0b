package io.novacron.node;

import com.typesafe.config.Config;
import io.novacron.tls.LiveTls;
import io.novacron.tls.TlsException;
import io.novacron.tls.TlsFiles;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.event.Logging;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.SslTransportException;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * The ends of the cluster's connections, for Artery, which makes it by its name. Pekko's own
 * provider for PEM files reads RSA keys only (docs/adr/0009).
 */
public final class TlsEngines implements SSLEngineProvider {
  static final String CA = "novacron.tls.ca-file";
  static final String CERTIFICATE = "novacron.tls.certificate-file";
  static final String KEY = "novacron.tls.key-file";

  private final TlsFiles files;
  private final LoggingAdapter log;
  private volatile @Nullable LiveTls live;

  /** As Artery makes it; the files are read with the first connection. */
  public TlsEngines(ActorSystem system) {
    Config config = system.settings().config();
    files =
        new TlsFiles(
            Path.of(config.getString(CA)),
            Path.of(config.getString(CERTIFICATE)),
            Path.of(config.getString(KEY)));
    log = Logging.getLogger(system, this);
  }

  @Override
  public SSLEngine createServerSSLEngine(String hostname, int port) {
    return live().nodeServer();
  }

  @Override
  public SSLEngine createClientSSLEngine(String hostname, int port) {
    return live().nodeClient(hostname, port);
  }

  /** Nothing is left to check: the handshake saw the certificate of a node of our authority. */
  @Override
  public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
    return Option.empty();
  }

  @Override
  public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
    return Option.empty();
  }

  /** Two at once both read, which does no harm. */
  private LiveTls live() {
    LiveTls known = live;
    if (known != null) {
      return known;
    }
    try {
      LiveTls opened = LiveTls.open(files, InstantSource.system(), log::debug);
      live = opened;
      return opened;
    } catch (TlsException e) {
      throw new SslTransportException(String.valueOf(e.getMessage()), e);
    }
  }
}
