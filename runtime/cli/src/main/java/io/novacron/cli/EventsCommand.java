package io.novacron.cli;

import io.novacron.client.EventStream;
import io.novacron.client.resource.EventResource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code events}: what happened and, with {@code --follow}, what happens. */
@Command(name = "events", description = "What happened, and what happens.")
final class EventsCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  /** How often it is looked whether somebody still reads. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Option(names = "--follow", description = "Go on with what happens, until interrupted.")
  private boolean follow;

  @Option(
      names = "--since",
      paramLabel = "ID",
      description =
          "Only after that event. Default: all that are kept; with --follow, from now on.")
  private @Nullable Long since;

  @Option(names = "--vm", paramLabel = "NAME", description = "Only of this VM.")
  private @Nullable String vm;

  @Option(names = "--count", paramLabel = "N", description = "End after so many.")
  private long count = Long.MAX_VALUE;

  private final Novacron root;

  EventsCommand(Novacron root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (follow) {
      try (EventStream events = root.client().events().follow(since, vm)) {
        follow(events, root.output());
      }
    } else {
      list(root.output());
    }
    return Exit.OK;
  }

  private void follow(EventStream events, Output output) {
    for (long told = 0; told < count && !output.isBroken(); ) {
      var event = events.next(LOOK);
      event.ifPresent(output::event);
      told += event.isPresent() ? 1 : 0;
    }
  }

  private void list(Output output) {
    long after = since == null ? 0 : since;
    long told = 0;
    int asked;
    List<EventResource> page;
    do {
      asked = (int) Math.min(PAGE, count - told);
      page = root.client().events().page(after, vm, asked).items();
      page.forEach(output::event);
      told += page.size();
      after = page.isEmpty() ? after : page.getLast().id();
    } while (page.size() == asked && told < count && !output.isBroken());
  }
}
