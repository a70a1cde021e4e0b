package io.novacron.bench.guest;

import java.nio.file.Path;

/** Where archives of packages are kept. */
public final class GuestPackages {
  private GuestPackages() {}

  /** The property {@code novacron.guest.packages}, else a folder of this user's cache. */
  public static Path folder() {
    String home = System.getProperty("user.home");
    String chosen =
        System.getProperty("novacron.guest.packages", home + "/.cache/novacron/packages");
    return Path.of(chosen);
  }
}
