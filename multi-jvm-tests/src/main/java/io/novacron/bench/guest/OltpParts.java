package io.novacron.bench.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The packages that the guest is made of.
 *
 * @param content whose files it holds, in this order, as far as they fit
 */
record OltpParts(DebianPackage kernel, DebianPackage busybox, List<DebianPackage> content) {
  /** Then come the kernel's own modules. */
  private static final List<String> CONTENT = List.of("git", "coreutils", "bash", "perl-base");

  OltpParts {
    content = List.copyOf(content);
  }

  static OltpParts in(DebianPackages packages) throws IOException {
    DebianPackage kernel = packages.kernel();
    List<DebianPackage> content = new ArrayList<>();
    for (String name : CONTENT) {
      content.add(packages.find(name));
    }
    content.add(kernel);
    return new OltpParts(kernel, packages.find("busybox-static"), content);
  }

  /** By their names. */
  Map<String, String> versions() {
    var all = new TreeMap<String, String>();
    all.put(busybox.name(), busybox.version());
    content.forEach(one -> all.put(one.name(), one.version()));
    return all;
  }
}
