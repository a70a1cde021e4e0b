package io.novacron.client;

import io.novacron.client.resource.EventResource;
import io.novacron.client.resource.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The event feed. When the connection breaks it goes on at the next server after the last event
 * seen (or {@code since}): none is missed and none comes twice. One that has seen none and has no
 * {@code since} begins anew. For one thread at a time; {@link #close} may be called from any.
 */
public final class EventStream implements AutoCloseable {
  /** The server says something at least every 10 s. */
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

  private static final Duration OUTAGE_LIMIT = Duration.ofSeconds(60);

  private final Transport transport;
  private final @Nullable String vm;
  private final Queue<EventResource> ready = new ArrayDeque<>();
  private @Nullable Long last;
  private SseParser parser = new SseParser();
  private volatile @Nullable EventConnection connection;
  private volatile boolean closed;
  private int failures;
  private long heardNanos;
  private long troubleNanos;

  EventStream(Transport transport, @Nullable Long since, @Nullable String vm) {
    this.transport = transport;
    this.last = since;
    this.vm = vm;
  }

  /**
   * The next event.
   *
   * @param wait for it at most so long, and a connect timeout more when there is no connection
   * @return empty when none came in time, or the stream is closed
   * @throws UnreachableException when no server could be reached for a minute
   * @throws HandshakeException when client and servers do not trust each other
   * @throws ProblemException when a server refuses
   */
  public Optional<EventResource> next(Duration wait) {
    long deadlineNanos = System.nanoTime() + wait.toNanos();
    while (ready.isEmpty() && !closed) {
      Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
      if (left.isNegative()) {
        return Optional.empty();
      }
      read(left);
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public void close() {
    closed = true;
    drop();
  }

  private void read(Duration left) {
    EventConnection open = connection;
    if (open == null) {
      connect();
      return;
    }
    try {
      List<ByteBuffer> piece = open.take(left.compareTo(SILENCE_LIMIT) < 0 ? left : SILENCE_LIMIT);
      accept(piece);
    } catch (InterruptedException e) {
      throw Transport.interrupted();
    }
  }

  private void accept(@Nullable List<ByteBuffer> piece) {
    if (piece == null) {
      dropIfSilent();
    } else if (piece.isEmpty()) {
      drop();
      failed(transport.servers().current(), new IOException("the server ended the stream"));
    } else {
      failures = 0;
      heardNanos = System.nanoTime();
      piece.forEach(this::parse);
    }
  }

  private void parse(ByteBuffer bytes) {
    try {
      parser.feed(bytes, this::offer);
    } catch (IOException e) {
      throw new UnexpectedAnswerException("not an event stream: " + e.getMessage(), e);
    }
  }

  /** After a reconnect a server may say again what was already heard. */
  private void offer(String json) {
    try {
      EventResource event = Json.lenient().readValue(json, EventResource.class);
      if (last == null || event.id() > last) {
        last = event.id();
        ready.add(event);
      }
    } catch (IOException e) {
      throw new UnexpectedAnswerException("not an event: " + e.getMessage(), e);
    }
  }

  private void dropIfSilent() {
    if (System.nanoTime() - heardNanos > SILENCE_LIMIT.toNanos()) {
      drop();
    }
  }

  private void drop() {
    EventConnection open = connection;
    if (open != null) {
      open.close();
      connection = null;
    }
  }

  private void connect() {
    URI server = transport.servers().current();
    try {
      connected(open(call(), server));
    } catch (ExecutionException | TimeoutException e) {
      failed(server, e.getCause() instanceof Exception cause ? cause : e);
    } catch (ProblemException e) {
      refused(server, e);
    } catch (InterruptedException e) {
      throw Transport.interrupted();
    }
  }

  private Call call() {
    var query = new Query().with("since", last).with("vm", vm);
    Call call = Call.get("/v1/events" + query).with("Accept", "text/event-stream");
    return last == null ? call : call.with("Last-Event-ID", last.toString());
  }

  private HttpResponse<EventConnection> open(Call call, URI server)
      throws ExecutionException, InterruptedException, TimeoutException {
    var request = call.at(server).timeout(transport.timeout()).build();
    CompletableFuture<HttpResponse<EventConnection>> answer =
        transport.http().sendAsync(request, info -> new EventConnection());
    return answer.get(transport.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void connected(HttpResponse<EventConnection> answer) throws InterruptedException {
    if (answer.statusCode() != 200) {
      throw Transport.problem(answer, whole(answer.body()));
    }
    parser = new SseParser();
    heardNanos = System.nanoTime();
    connection = answer.body();
    if (closed) {
      drop();
    }
  }

  /** A refusal is short. */
  private byte[] whole(EventConnection body) throws InterruptedException {
    var bytes = new ByteArrayOutputStream();
    for (var piece = body.take(transport.timeout());
        piece != null && !piece.isEmpty();
        piece = body.take(transport.timeout())) {
      for (ByteBuffer buffer : piece) {
        byte[] chunk = new byte[buffer.remaining()];
        buffer.get(chunk);
        bytes.writeBytes(chunk);
      }
    }
    return bytes.toByteArray();
  }

  private void refused(URI server, ProblemException problem) {
    if (!problem.isOutage()) {
      throw problem;
    }
    failed(server, problem);
  }

  private void failed(URI server, Exception cause) {
    troubleNanos = failures == 0 ? System.nanoTime() : troubleNanos;
    boolean distrusted = Transport.isDistrust(cause) && failures + 1 >= transport.servers().size();
    if (distrusted || System.nanoTime() - troubleNanos > OUTAGE_LIMIT.toNanos()) {
      throw transport.unreachable(server, true, cause);
    }
    transport.servers().advanceFrom(server);
    failures++;
    if (failures % transport.servers().size() == 0) {
      transport.pause(failures / transport.servers().size());
    }
  }
}
