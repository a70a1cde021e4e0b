package io.novacron.doctor;

import io.novacron.weave.Woven;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Which Java runs this, and with which flags. */
final class JdkCheck implements Check {
  private static final String NAME = "jdk";
  private static final int OLDEST = 25;
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          Woven.FLAG);
  private static final String CACHE = "-XX:AOTCache=";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> look() {
    return judge(
        Runtime.version().feature(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  static List<Finding> judge(int feature, String version, List<String> flags) {
    List<Finding> found = new ArrayList<>();
    found.add(
        feature >= OLDEST
            ? Finding.ok(NAME, version)
            : Finding.fault(
                NAME, version + ", older than " + OLDEST, "Set JAVA_HOME to a JDK 25 or newer."));
    FLAGS.stream().filter(flag -> !flags.contains(flag)).map(JdkCheck::missing).forEach(found::add);
    if (flags.stream().noneMatch(flag -> flag.startsWith(CACHE))) {
      found.add(uncached());
    }
    return found;
  }

  private static Finding missing(String flag) {
    return Finding.warning(
        NAME, "runs without " + flag, "Start it by ./novacron, or with java " + flag);
  }

  private static Finding uncached() {
    return Finding.warning(
        NAME,
        "no AOT cache: a start takes seconds longer",
        "Start it by ./novacron, or make one: docs/launcher.md");
  }
}
