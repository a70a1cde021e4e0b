package io.novacron.tls;

import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Material as it was read once.
 *
 * @param alias its name as a key, another one for each
 */
record Generation(String alias, TlsMaterial material, X509ExtendedTrustManager trust) {
  static Generation of(int number, TlsMaterial material) {
    return new Generation("g" + number, material, TlsMaterial.trusting(material.authorities()));
  }
}
