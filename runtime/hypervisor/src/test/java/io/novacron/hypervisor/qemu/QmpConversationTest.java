package io.novacron.hypervisor.qemu;

import static io.novacron.hypervisor.qemu.ScriptedMonitor.refused;
import static io.novacron.hypervisor.qemu.ScriptedMonitor.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.qemu.QmpMessage.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QmpConversationTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private Path socket = Path.of("");
  private Path folder = Path.of("");

  @BeforeEach
  void shortPath() throws IOException {
    folder = Files.createTempDirectory("qmp");
    socket = folder.resolve("q");
  }

  @AfterEach
  void clean() throws IOException {
    Files.deleteIfExists(socket);
    Files.delete(folder);
  }

  private QmpConversation open() {
    return QmpConversation.open(socket, LONG, () -> true, events::add);
  }

  private static QmpLink link(Path socket, boolean alive) {
    return new QmpLink(socket, new QemuSettings("qemu", socket, LONG, SHORT), () -> alive);
  }

  private ScriptedMonitor monitor(UnaryOperator<String> script) throws IOException {
    return ScriptedMonitor.on(socket, script);
  }

  private static void assertFails(Kind kind, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HypervisorException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  @Test
  void aCommandGetsItsReply() throws Exception {
    try (var _ = monitor(line -> returned(line, "{\"status\": \"running\"}"));
        var conversation = open()) {
      assertThat(conversation.execute("query-status", Map.of(), LONG).path("status").asText())
          .isEqualTo("running");
    }
  }

  @Test
  void repliesAreMatchedByIdAndEventsAreHandedOn() throws Exception {
    String event = "{\"event\": \"STOP\", \"data\": {}}\n";
    try (var _ = monitor(line -> event + "{\"return\": 1, \"id\": 999}\n" + returned(line, "2"));
        var conversation = open()) {
      assertThat(conversation.execute("stop", Map.of(), LONG).asInt()).isEqualTo(2);
      assertThat(events).extracting(Event::name).containsExactly("STOP");
    }
  }

  @Test
  void manyThreadsShareOneConversation() throws Exception {
    try (var _ =
            monitor(line -> returned(line, line.replaceAll(".*\"execute\":\"(\\d+)\".*", "$1")));
        var conversation = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> calls =
          IntStream.range(0, 50)
              .<Callable<Integer>>mapToObj(
                  i -> () -> conversation.execute("" + i, Map.of(), LONG).asInt())
              .toList();
      var answers = threads.invokeAll(calls);
      for (int i = 0; i < 50; i++) {
        assertThat(answers.get(i).get()).isEqualTo(i);
      }
    }
  }

  @Test
  void aRefusalCarriesQemusWords() throws Exception {
    try (var _ = monitor(line -> refused(line, "no such disk"));
        var conversation = open()) {
      assertFails(
          Kind.FAILED, "eject: no such disk", () -> conversation.execute("eject", Map.of(), LONG));
    }
  }

  @Test
  void aCommandThatIsNotAnsweredTimesOutAndTheNextOneStillGetsItsOwnReply() throws Exception {
    var asked = new AtomicInteger();
    try (var _ = monitor(line -> asked.incrementAndGet() == 1 ? "" : returned(line, "2"));
        var conversation = open()) {
      assertFails(Kind.TIMED_OUT, "first", () -> conversation.execute("first", Map.of(), SHORT));
      assertThat(conversation.execute("second", Map.of(), LONG).asInt()).isEqualTo(2);
    }
  }

  @Test
  void aMonitorThatHangsIsNotAskedForEver() throws Exception {
    try (var _ = monitor(_ -> "");
        var conversation = open()) {
      for (int i = 0; i < QmpConversation.MAX_UNANSWERED; i++) {
        assertFails(
            Kind.TIMED_OUT,
            "no answer",
            () -> conversation.execute("x", Map.of(), Duration.ofNanos(1)));
      }
      assertFails(Kind.TIMED_OUT, "for long", () -> conversation.execute("x", Map.of(), LONG));
    }
  }

  @Test
  void nonsenseEndsTheConversation() throws Exception {
    try (var _ = monitor(_ -> "what?\n");
        var conversation = open()) {
      assertFails(
          Kind.FAILED, "not a JSON object", () -> conversation.execute("x", Map.of(), LONG));
      await().until(() -> !conversation.isOpen());
      assertFails(Kind.FAILED, "gone", () -> conversation.execute("x", Map.of(), LONG));
    }
  }

  @Test
  void whereNobodyListensTheDeadlineEndsTheWait() {
    assertFails(
        Kind.TIMED_OUT,
        "does not listen",
        () -> QmpConversation.open(socket, SHORT, () -> true, events::add));
  }

  @Test
  void whereTheProcessHasEndedNobodyWaits() {
    assertFails(
        Kind.FAILED,
        "ended before",
        () -> QmpConversation.open(socket, LONG, () -> false, events::add));
  }

  @Test
  void aMonitorThatDoesNotGreetIsLeft() throws Exception {
    try (var _ = ScriptedMonitor.on(socket, "", _ -> "")) {
      assertFails(
          Kind.TIMED_OUT,
          "greeting",
          () -> QmpConversation.open(socket, SHORT, () -> true, events::add));
    }
  }

  @Test
  void aLinkIsOpenedAnewAfterItBroke() throws Exception {
    var asked = new AtomicInteger();
    try (var _ = monitor(line -> asked.incrementAndGet() == 1 ? "hang up" : returned(line, "2"));
        var link = link(socket, true)) {
      assertFails(Kind.FAILED, "", () -> link.execute("first"));
      assertThat(link.execute("second").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aLinkTellsListenersUntilTheyHaveEnough() throws Exception {
    try (var _ = monitor(line -> "{\"event\": \"STOP\"}\n" + returned(line, "2"));
        var link = link(socket, true)) {
      try (var _ = link.listen(events::add)) {
        link.execute("stop");
      }
      link.execute("stop");
      assertThat(events).hasSize(1);
    }
  }

  @Test
  void aLinkToADeadProcessSaysThatTheGuestIsGone() {
    try (var link = link(socket, false)) {
      assertFails(Kind.GUEST_GONE, "ended", () -> link.execute("stop"));
      assertFails(Kind.GUEST_GONE, "ended", link::connect);
    }
  }

  @Test
  void aClosedLinkIsNotOpenedAgain() throws Exception {
    try (var _ = monitor(line -> returned(line, "2"))) {
      var link = link(socket, true);
      link.connect();
      link.close();
      assertFails(Kind.FAILED, "let go", () -> link.execute("stop"));
    }
  }
}
