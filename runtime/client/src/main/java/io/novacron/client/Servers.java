package io.novacron.client;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Base addresses of the cluster's nodes, and which of them answered last. */
final class Servers {
  private final List<URI> all;
  private final AtomicInteger current = new AtomicInteger();

  /**
   * @throws IllegalArgumentException if there is none, or one is not an http(s) address
   */
  Servers(Collection<String> addresses) {
    this(addresses, "http");
  }

  /**
   * @param scheme of those addresses that name none
   */
  Servers(Collection<String> addresses, String scheme) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("at least one server address is needed");
    }
    all = addresses.stream().map(address -> parse(address, scheme)).toList();
  }

  List<URI> all() {
    return all;
  }

  int size() {
    return all.size();
  }

  URI current() {
    return all.get(Math.floorMod(current.get(), all.size()));
  }

  /** The next one is tried from now on, unless another thread has already moved on. */
  void advanceFrom(URI failed) {
    int seen = current.get();
    if (all.get(Math.floorMod(seen, all.size())).equals(failed)) {
      current.compareAndSet(seen, seen + 1);
    }
  }

  /**
   * Accepts {@code http://host:port}, with or without a slash at the end, and {@code host:port}.
   */
  private static URI parse(String address, String scheme) {
    String full = address.contains("://") ? address : scheme + "://" + address;
    URI uri = URI.create(full.endsWith("/") ? full.substring(0, full.length() - 1) : full);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getQuery() != null) {
      throw new IllegalArgumentException("not an address such as http://host:8080: " + address);
    }
    return uri;
  }
}
