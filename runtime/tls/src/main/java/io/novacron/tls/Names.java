package io.novacron.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The subject alternative names of a certificate: under which its owner may be reached.
 *
 * @param dns names, in lower case
 * @param addresses IP addresses as text
 */
public record Names(Set<String> dns, Set<String> addresses) {
  /**
   * Held by every node's certificate and by no client's, so that a client cannot pass for a node.
   */
  public static final String NODE = "node.novacron.internal";

  private static final String LOCALHOST = "localhost";
  private static final int DNS = 2;
  private static final int IP = 7;

  /** Those of {@code certificate}. */
  public static Names of(X509Certificate certificate) {
    Set<String> dns = new TreeSet<>();
    Set<String> addresses = new TreeSet<>();
    for (List<?> name : alternatives(certificate)) {
      String text = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
      if (Integer.valueOf(DNS).equals(name.get(0))) {
        dns.add(text);
      } else if (Integer.valueOf(IP).equals(name.get(0))) {
        addresses.add(text);
      }
    }
    return new Names(dns, addresses);
  }

  private static Collection<List<?>> alternatives(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** Whether its owner may be reached as {@code host}, a name or an IP address. */
  public boolean cover(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return isAddress(name) ? coverAddress(name) : coverName(name);
  }

  /** Names that {@code other} has as well; that of the own machine tells nothing. */
  Set<String> shared(Names other) {
    Set<String> shared = new HashSet<>(dns);
    shared.retainAll(other.dns);
    shared.remove(LOCALHOST);
    return shared;
  }

  /** Whether {@code host} is an IP address in figures. */
  public static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9]+(\\.[0-9]+){3}");
  }

  private boolean coverAddress(String host) {
    return addresses.stream().anyMatch(address -> same(address, host));
  }

  /** IPv6 addresses have many forms. */
  private static boolean same(String one, String other) {
    try {
      return InetAddress.getByName(one).equals(InetAddress.getByName(other));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private boolean coverName(String host) {
    int dot = host.indexOf('.');
    return dns.contains(host) || (dot > 0 && dns.contains("*" + host.substring(dot)));
  }

  @Override
  public String toString() {
    Set<String> all = new TreeSet<>(dns);
    all.addAll(addresses);
    return all.isEmpty() ? "no names" : String.join(", ", all);
  }
}
