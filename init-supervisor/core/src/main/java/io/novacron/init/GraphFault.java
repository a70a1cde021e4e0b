package io.novacron.init;

import java.util.List;

/** Why components cannot be booted together. */
public sealed interface GraphFault {
  /** What is wrong, and with what. */
  String text();

  /** Two components have one name. */
  record Duplicate(String name) implements GraphFault {
    @Override
    public String text() {
      return "two components are called " + name;
    }
  }

  /**
   * A component needs one that is not there.
   *
   * @param nearest the name that is most like it; empty when none is
   */
  record Missing(String name, String need, String nearest) implements GraphFault {
    @Override
    public String text() {
      return name
          + " needs "
          + need
          + ", which is not there"
          + (nearest.isEmpty() ? "" : "; is " + nearest + " meant?");
    }
  }

  /**
   * Components need each other.
   *
   * @param names each of which needs the next one, and the last one the first
   */
  record Cycle(List<String> names) implements GraphFault {
    public Cycle {
      names = List.copyOf(names);
    }

    /** Drawn with an arrow from each to what it needs. */
    @Override
    public String text() {
      return """
      components need each other:
      ┌─────┐
      |  %s
      └─────┘\
      """
          .formatted(String.join("\n↑     ↓\n|  ", names));
    }
  }
}
