package io.novacron.config;

import java.util.List;

/** What another configuration would change. */
public record Difference(List<Change> changes) {
  /** A value that changes. */
  public record Change(Key key, String before, String after, Origin origin) {}

  public Difference {
    changes = List.copyOf(changes);
  }

  /** From {@code before} to {@code after}. */
  public static Difference between(Configuration before, Configuration after) {
    return new Difference(
        after.values().stream()
            .filter(value -> !value.text().equals(before.value(value.key().name()).text()))
            .map(value ->
                new Change(
                    value.key(),
                    before.value(value.key().name()).text(),
                    value.text(),
                    value.origin()))
            .toList());
  }

  /** Changes that need a restart: while there is one, none is applied. */
  public List<Change> fixed() {
    return changes.stream().filter(change -> !change.key().reloadable()).toList();
  }
}
