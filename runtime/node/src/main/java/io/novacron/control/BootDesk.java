package io.novacron.control;

import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.PastBootResource;
import java.util.List;

/** Answers how this node booted. */
public interface BootDesk {
  /** This time, or how far it is; does not block. */
  BootResource now();

  /** In short, this time and before; the newest first. */
  List<PastBootResource> history();

  /**
   * One of them.
   *
   * @throws Refusal {@code NOT_FOUND} when it is not known, or not any more
   */
  BootResource past(String number);
}
