package io.novacron.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this machine has what a node needs before anything is started on it. */
final class Environment {
  private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

  private Environment() {}

  /** Says on what it runs, for whoever reads the log later, and makes the node's folder. */
  static void detect(NodeSettings settings) {
    LOG.info(
        "{} {} on {} {}, {} processors, {} MiB for this process, container: {}",
        System.getProperty("java.vm.name"),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Files.exists(Path.of("/.dockerenv")) || System.getenv("KUBERNETES_SERVICE_HOST") != null);
    makeFolder(settings.data());
  }

  /**
   * Logs what could be better.
   *
   * @throws StartException when something is missing, with what to do about it
   */
  static void check(NodeSettings settings) {
    ResourceCheck.run(settings)
        .forEach(finding ->
            LOG.warn("{}: {}. {}", finding.check(), finding.measured(), finding.remedy()));
  }

  private static void makeFolder(Path data) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new StartException(
          "The folder " + data + " cannot be made",
          e.toString(),
          "Give this user the right to, or name another folder with --data.");
    }
  }
}
