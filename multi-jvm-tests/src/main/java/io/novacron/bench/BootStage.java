package io.novacron.bench;

import java.nio.file.Path;

/** Where processes of one profile are booted, with all that they need around them. */
interface BootStage extends AutoCloseable {
  /**
   * Starts one.
   *
   * @param folder its own, which does not exist yet
   */
  BootSubject boot(Path folder, BootOrder order);

  /** What the profile's processes are started with, for those who read the result. */
  String describe();

  @Override
  void close();
}
