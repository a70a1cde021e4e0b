package io.novacron.journal;

import java.util.Set;

/** Names under which the control plane writes its journal. */
public final class Journal {
  /** On every event, so that the read side and the event feed find them. */
  public static final String TAG = "novacron";

  public static final Set<String> TAGS = Set.of(TAG);

  private Journal() {}
}
