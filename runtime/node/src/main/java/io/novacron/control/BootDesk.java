package io.novacron.control;

import io.novacron.client.resource.BootRecordResource;
import io.novacron.client.resource.BootResource;
import java.util.List;

/** What a node knows of its boots. */
public interface BootDesk {
  /** How it booted, or how far it is; must not block. */
  BootResource boot();

  /** Its last boots, the oldest first; may block for a file. */
  List<BootRecordResource> boots();
}
