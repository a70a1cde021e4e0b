package io.novacron.tls;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/**
 * Contexts that follow their files: new ones on disk hold for the next handshake, without a
 * restart. Connections that stand are left as they are.
 */
public final class LiveTls {
  /** How often the files are looked at, at most: three calls of the file system. */
  public static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Resumed sessions skip the check of certificates; an old one ends with this. */
  private static final int SESSION_SECONDS = 600;

  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final Generations generations;
  private final SSLContext nodes;
  private final SSLContext anybody;

  private LiveTls(Generations generations) {
    this.generations = generations;
    this.nodes = context(generations, true);
    this.anybody = context(generations, false);
  }

  /** Looks at the files every {@link #INTERVAL}. */
  public static LiveTls open(TlsFiles files, InstantSource clock, Consumer<String> log) {
    return open(files, clock, INTERVAL, log);
  }

  /**
   * Reads {@code files}.
   *
   * @param interval between two looks at the files
   * @param log told in a sentence when others are taken up, and when they cannot be used
   * @throws TlsException when they cannot be used now
   */
  public static LiveTls open(
      TlsFiles files, InstantSource clock, Duration interval, Consumer<String> log) {
    return new LiveTls(new Generations(files, clock, interval, log));
  }

  /** For talk among nodes: both sides show a certificate of a node of the same authority. */
  public SSLContext amongNodes() {
    return nodes;
  }

  /** For the API and its clients: whoever a trusted authority has signed. */
  public SSLContext withAnybody() {
    return anybody;
  }

  /** What holds now. */
  public TlsMaterial material() {
    return generations.current().material();
  }

  /** A server's end of a connection among nodes. */
  public SSLEngine nodeServer() {
    SSLEngine engine = server(nodes);
    engine.setNeedClientAuth(true);
    return engine;
  }

  /** A client's end of a connection among nodes. */
  public SSLEngine nodeClient(String host, int port) {
    SSLEngine engine = nodes.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(PROTOCOLS);
    return engine;
  }

  /**
   * The API's end of a connection.
   *
   * @param needed whether clients without a certificate are refused; else one is only asked for
   */
  public SSLEngine apiServer(boolean needed) {
    SSLEngine engine = server(anybody);
    if (needed) {
      engine.setNeedClientAuth(true);
    } else {
      engine.setWantClientAuth(true);
    }
    return engine;
  }

  private static SSLEngine server(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(PROTOCOLS);
    return engine;
  }

  private static SSLContext context(Generations generations, boolean nodesOnly) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          new KeyManager[] {new OwnKey(generations)},
          new TrustManager[] {new PeerTrust(generations, nodesOnly)},
          null);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
      context.getClientSessionContext().setSessionTimeout(SESSION_SECONDS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no TLS 1.3", e);
    }
  }
}
