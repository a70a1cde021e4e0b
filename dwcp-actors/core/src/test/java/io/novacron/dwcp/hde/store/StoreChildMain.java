package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process of its own that uses a store: {@code FOLDER hold|keep|halt} and, for halt, when; {@code
 * -copy} is of a draft from an entry.
 */
final class StoreChildMain {
  static final int BYTES = 64 << 20;

  /** Exit code of one that was refused, and of one that has halted. */
  static final int LOCKED = 3;

  static final int HALTED = 9;

  private StoreChildMain() {}

  public static void main(String[] arguments) throws IOException {
    try {
      run(new Shelf(Path.of(arguments[0])), arguments);
    } catch (StoreException e) {
      System.exit(e.kind() == StoreException.Kind.LOCKED ? LOCKED : 1);
    }
  }

  private static void run(Shelf shelf, String... arguments) throws IOException {
    try (var store = shelf.open()) {
      say("open");
      switch (arguments[1]) {
        case "keep" -> keep(store.draft(BYTES));
        case "keep-copy" -> keep(store.draftFrom(kept(store)));
        case "halt" -> halt(shelf, () -> store.draft(Shelf.MIB), Integer.parseInt(arguments[2]));
        case "halt-copy" ->
            halt(shelf, () -> store.draftFrom(last(store)), Integer.parseInt(arguments[2]));
        default -> {}
      }
      if (System.in.read() < 0) {
        say("alone");
      }
    }
  }

  private static void say(String what) {
    System.out.println(what);
    System.out.flush();
  }

  private static BaseId kept(ContentStore store) throws StoreException {
    return Shelf.keep(store, Shelf.image("acme", "large"), Shelf.content(BYTES, 1));
  }

  private static BaseId last(ContentStore store) {
    return store.find("acme", "vm-1").orElseThrow().id();
  }

  private static void keep(Draft begun) throws IOException {
    try (Draft draft = begun) {
      Shelf.write(draft, Shelf.content(BYTES, 2));
      say("keeping");
      draft.keep(Shelf.VM);
    }
  }

  /** Ends as if the power went, the {@code count}-th time that the store asks for the time. */
  private static void halt(Shelf shelf, Faults.Work<Draft> begin, int count) throws IOException {
    int[] left = {count};
    shelf.whenAsked =
        () -> {
          left[0]--;
          if (left[0] == 0) {
            Runtime.getRuntime().halt(HALTED);
          }
        };
    try (Draft draft = begin.run()) {
      Shelf.write(draft, Shelf.content(Shelf.MIB, 2));
      draft.keep(Shelf.VM);
    }
  }
}
