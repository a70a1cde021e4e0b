package io.novacron.node;

import io.novacron.config.Configuration;
import io.novacron.config.Difference;
import io.novacron.config.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what has changed in a configuration while the node runs. Who wants to know of a change
 * registers before the node serves, or asks for {@link #current} each time.
 */
public final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  /** Who wants to know of changes, and of which. */
  private record Listener(Set<String> keys, Consumer<Configuration> told) {
    boolean cares(Difference difference) {
      return difference.changes().stream().anyMatch(change -> keys.contains(change.key().name()));
    }
  }

  private final List<Listener> listeners = new ArrayList<>();
  private final Set<String> heard = new HashSet<>();
  private volatile Configuration current;

  Reload(Configuration current) {
    this.current = current;
  }

  /** What counts now. */
  public Configuration current() {
    return current;
  }

  /**
   * Has {@code told} be told of changes of {@code keys}; it must take them or throw.
   *
   * @throws IllegalArgumentException when one of them cannot change while a node runs
   */
  synchronized Reload on(Consumer<Configuration> told, String... keys) {
    read(keys);
    listeners.add(new Listener(Set.of(keys), told));
    return this;
  }

  /** Says that {@code keys} are read from {@link #current} each time that they matter. */
  synchronized Reload read(String... keys) {
    for (String key : keys) {
      if (!current.value(key).key().reloadable()) {
        throw new IllegalArgumentException(key + " does not change while a node runs");
      }
      heard.add(key);
    }
    return this;
  }

  /** Keys that can change and whose change nobody takes in: there should be none. */
  synchronized Set<String> unheard() {
    Set<String> unheard = new HashSet<>();
    for (Configuration.Value value : current.values()) {
      if (value.key().reloadable() && !heard.contains(value.key().name())) {
        unheard.add(value.key().name());
      }
    }
    return unheard;
  }

  /** What would become of the sources as they are now. */
  public Revision plan() {
    return Revision.of(current);
  }

  /**
   * Reads the sources again and takes in what has changed, if all of it can be.
   *
   * @throws IllegalStateException when a part of the node cannot take it; the old values count
   */
  public synchronized Revision apply() {
    Revision revision = plan();
    if (revision instanceof Revision.Ready ready) {
      tell(ready);
      current = ready.after();
      ready.difference().changes().forEach(Reload::log);
    }
    return revision;
  }

  private void tell(Revision.Ready ready) {
    List<Listener> told = new ArrayList<>();
    for (Listener listener : listeners) {
      if (listener.cares(ready.difference())) {
        told.add(listener);
        try {
          listener.told().accept(ready.after());
        } catch (RuntimeException e) {
          told.reversed().forEach(this::takeBack);
          throw new IllegalStateException("a part of this node cannot take the new values", e);
        }
      }
    }
  }

  private void takeBack(Listener listener) {
    try {
      listener.told().accept(current);
    } catch (RuntimeException e) {
      LOG.error("the values before a reload could not be set again: {}", listener.keys(), e);
    }
  }

  private static void log(Difference.Change change) {
    LOG.info(
        "{} is now '{}' ({}), it was '{}'",
        change.key().name(),
        change.after(),
        change.origin().text(),
        change.before());
  }
}
