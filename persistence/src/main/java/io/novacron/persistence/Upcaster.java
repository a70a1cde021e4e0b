package io.novacron.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Brings a document of one version to the next: adds, renames or removes fields. */
@FunctionalInterface
public interface Upcaster {
  /** The document at the next version; {@code old} may be changed and returned. */
  ObjectNode apply(ObjectNode old);
}
