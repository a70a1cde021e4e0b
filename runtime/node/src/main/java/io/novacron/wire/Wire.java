package io.novacron.wire;

/** A message that may travel between nodes. Its class is listed in {@code WireClasses}. */
public interface Wire {}
