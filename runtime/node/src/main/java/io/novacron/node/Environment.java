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

  /**
   * Logs what could be better.
   *
   * @throws StartException when something is missing, with what to do about it
   */
  static void check(NodeSettings settings) {
    ResourceCheck.run(settings)
        .forEach(finding ->
            LOG.warn("{}: {}. {}", finding.check(), finding.measured(), finding.remedy()));
    makeFolder(settings.data());
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
