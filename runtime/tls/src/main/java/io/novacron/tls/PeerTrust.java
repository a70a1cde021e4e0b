package io.novacron.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom the newest authorities have signed; on request only those who are nodes, too. */
final class PeerTrust extends X509ExtendedTrustManager {
  private final Generations generations;
  private final boolean nodesOnly;

  PeerTrust(Generations generations, boolean nodesOnly) {
    this.generations = generations;
    this.nodesOnly = nodesOnly;
  }

  /** A node is who has a DNS name in common with this one: {@link Names#NODE}, as we make them. */
  private void judge(X509Certificate[] chain) throws CertificateException {
    Names own = generations.current().material().names();
    Names peer = Names.of(chain[0]);
    if (nodesOnly && own.shared(peer).isEmpty()) {
      throw new CertificateException(
          "not a node's certificate: its names are "
              + peer
              + ", none of which is ours ("
              + own
              + ")");
    }
  }

  private X509ExtendedTrustManager newest() {
    return generations.current().trust();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    newest().checkClientTrusted(chain, authType, socket);
    judge(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    newest().checkServerTrusted(chain, authType, socket);
    judge(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    newest().checkClientTrusted(chain, authType, engine);
    judge(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    newest().checkServerTrusted(chain, authType, engine);
    judge(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    newest().checkClientTrusted(chain, authType);
    judge(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    newest().checkServerTrusted(chain, authType);
    judge(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return newest().getAcceptedIssuers();
  }
}
