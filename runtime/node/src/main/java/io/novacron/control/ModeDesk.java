package io.novacron.control;

import io.novacron.client.resource.ModeResource;

/** Answers how far this node's peers are. */
public interface ModeDesk {
  /** What counts now; does not block. */
  ModeResource now();
}
