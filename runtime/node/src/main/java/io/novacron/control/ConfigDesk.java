package io.novacron.control;

import io.novacron.client.resource.ConfigResource;
import io.novacron.client.resource.ReloadResource;
import io.novacron.vm.InvalidSpecException;

/** The configuration of the node that is asked. Reads files: not for threads that must not wait. */
public interface ConfigDesk {
  /** What counts, and where it comes from. */
  ConfigResource show();

  /** What would change if the sources were read again; also what needs a restart. */
  ReloadResource plan();

  /**
   * Reads the sources again: all of it counts then, or nothing.
   *
   * @throws InvalidSpecException when anything is wrong, with all that is
   * @throws Refusal {@code WRONG_STATE} when a change needs a restart
   */
  ReloadResource reload();
}
