package io.novacron.vm;

import java.util.List;

/** The answer of a VM to a verb or a report. */
public sealed interface Decision {
  /** Yes: these events happen, in this order. Never empty. */
  record Accepted(List<VmEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }

    static Accepted of(VmEvent... events) {
      return new Accepted(List.of(events));
    }
  }

  /** It is so already; nothing happens. */
  record Unchanged() implements Decision {}

  /** The same request was accepted before; {@code operation} is what it began, empty if nothing. */
  record Repeated(String operation) implements Decision {}

  /** No. */
  record Refused(Code code, String reason) implements Decision {}

  /** Why not, as the API names it. */
  enum Code {
    NOT_FOUND,
    ALREADY_EXISTS,
    WRONG_STATE,
    BUSY,
    VERSION_MISMATCH,
    KEY_REUSED,
    CANNOT_MIGRATE,
    UNREACHABLE
  }
}
