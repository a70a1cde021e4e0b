package io.novacron.client;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client without a certificate is told by a server that wants one. */
public final class Refusals {
  private Refusals() {}

  /** The alert, or that it may have been lost: which of them is up to the network. */
  public static void demand(NovaCronException fault) {
    if (fault instanceof UnreachableException silence) {
      assertThat(silence.mayWantCertificate()).as(silence.toString()).isTrue();
    } else {
      assertThat(fault).isInstanceOf(HandshakeException.class);
      assertThat(((HandshakeException) fault).kind()).isEqualTo(HandshakeException.Kind.REFUSED);
      assertThat(fault).hasMessageContaining("client certificate").hasMessageContaining("https://");
    }
  }
}
