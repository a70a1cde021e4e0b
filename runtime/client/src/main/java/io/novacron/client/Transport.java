package io.novacron.client;

import io.novacron.client.resource.Json;
import io.novacron.client.resource.Page;
import io.novacron.client.resource.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to one server after another until one gives an answer that stands. A call that may
 * have reached a server is sent again only if it is {@link Call#repeatable}.
 */
final class Transport {
  private static final int MAX_ANSWER_BYTES = 64 << 20;

  private static final Duration BRIEFEST = Duration.ofMillis(100);

  private final HttpClient http;
  private final Servers servers;
  private final Duration timeout;
  private final Backoff backoff;
  private final boolean anonymous;

  /**
   * Makes one.
   *
   * @param anonymous whether {@code http} surely shows no certificate
   */
  Transport(
      HttpClient http, Servers servers, Duration timeout, Backoff backoff, boolean anonymous) {
    this.http = http;
    this.servers = servers;
    this.timeout = timeout;
    this.backoff = backoff;
    this.anonymous = anonymous;
  }

  HttpClient http() {
    return http;
  }

  Servers servers() {
    return servers;
  }

  Duration timeout() {
    return timeout;
  }

  /** One that tries each server once and waits no longer than {@code limit} for it. */
  Transport within(Duration limit) {
    Duration shorter = limit.compareTo(timeout) < 0 ? limit : timeout;
    Duration atLeast = shorter.compareTo(BRIEFEST) < 0 ? BRIEFEST : shorter;
    return new Transport(http, servers, atLeast, backoff.once(), anonymous);
  }

  /** The answer's JSON as a {@code type}. */
  <T> T send(Call call, Class<T> type) {
    return read(call, body -> Json.lenient().readValue(body, type));
  }

  /** The answer's JSON as a page of {@code item}s. */
  <T> Page<T> page(Call call, Class<T> item) {
    return read(call, body -> Json.lenient().readValue(body, Json.page(item)));
  }

  /**
   * A list.
   *
   * @param query without the page token; made anew for each page
   */
  <T> Pages<T> list(String path, Supplier<Query> query, Class<T> item) {
    return new Pages<>(
        token -> page(Call.get(path + query.get().with("pageToken", token.orElse(null))), item));
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(byte[] body) throws IOException;
  }

  private <T> T read(Call call, Reader<T> reader) {
    HttpResponse<byte[]> answer = answer(call.with("Accept", "application/json"));
    try {
      return reader.read(answer.body());
    } catch (IOException e) {
      throw new UnexpectedAnswerException(
          "not the JSON of this API from " + answer.uri() + ": " + e.getMessage(), e);
    }
  }

  String text(Call call) {
    return new String(answer(call.with("Accept", "text/plain")).body(), StandardCharsets.UTF_8);
  }

  /** One attempt: an answer, the problem in it, or no answer. */
  private sealed interface Outcome {
    record Answered(HttpResponse<byte[]> answer) implements Outcome {}

    record Refused(ProblemException problem) implements Outcome {}

    record Missing(Exception cause, boolean sent) implements Outcome {}
  }

  private HttpResponse<byte[]> answer(Call call) {
    @Nullable Outcome refused = null;
    for (int attempt = 1; ; attempt++) {
      URI server = servers.current();
      Outcome outcome = attempt(call, server);
      refused = outcome instanceof Outcome.Refused ? outcome : refused;
      if (outcome instanceof Outcome.Answered answered) {
        return answered.answer();
      }
      if (!worthRepeating(call, outcome) || attempt >= mostAttempts(outcome)) {
        throw failure(server, moreTelling(refused, outcome));
      }
      servers.advanceFrom(server);
      if (attempt % servers.size() == 0) {
        pause(attempt / servers.size());
      }
    }
  }

  /** Those who do not trust each other will not do so in a second either. */
  private int mostAttempts(Outcome outcome) {
    boolean lasting = outcome instanceof Outcome.Missing missing && isDistrust(missing.cause());
    return lasting ? servers.size() : backoff.attempts() * servers.size();
  }

  private static boolean worthRepeating(Call call, Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return refused.problem().isOutage() && call.repeatable();
    }
    return !((Outcome.Missing) outcome).sent() || call.repeatable();
  }

  /** What one server had to say explains more than that the next one is not there. */
  private static Outcome moreTelling(@Nullable Outcome refused, Outcome last) {
    boolean absent = last instanceof Outcome.Missing missing && !missing.sent();
    return refused != null && absent ? refused : last;
  }

  private NovaCronException failure(URI server, Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return refused.problem();
    }
    var missing = (Outcome.Missing) outcome;
    return unreachable(server, missing.sent(), missing.cause());
  }

  /** Says why {@code server}, the last one asked, gave no answer. */
  NovaCronException unreachable(URI server, boolean sent, Exception cause) {
    var distrust = HandshakeException.of(server, cause);
    return distrust.isPresent()
        ? distrust.get()
        : new UnreachableException(servers.all(), sent, anonymous, cause);
  }

  static boolean isDistrust(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  private Outcome attempt(Call call, URI server) {
    var request = call.at(server).timeout(timeout).build();
    var sent = http.sendAsync(request, info -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      // The request's own timeout ends with the headers; this one holds for the body as well.
      return judge(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      sent.cancel(true);
      return new Outcome.Missing(new HttpTimeoutException("no answer in " + timeout), true);
    } catch (ExecutionException e) {
      return missing(e.getCause());
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw interrupted();
    }
  }

  private static Outcome judge(HttpResponse<byte[]> answer) {
    if (answer.statusCode() < 300) {
      return new Outcome.Answered(answer);
    }
    return new Outcome.Refused(problem(answer, answer.body()));
  }

  /** The problem in an answer. */
  static ProblemException problem(HttpResponse<?> answer, byte[] body) {
    var headers = answer.headers();
    String type = headers.firstValue("Content-Type").orElse("");
    try {
      if (type.startsWith(Problem.MEDIA_TYPE)) {
        Problem problem = Json.lenient().readValue(body, Problem.class);
        return new ProblemException(problem, headers.firstValue("X-Request-Id").orElse(null));
      }
    } catch (IOException e) {
      throw unexpected(answer, e);
    }
    throw unexpected(answer, null);
  }

  private static UnexpectedAnswerException unexpected(
      HttpResponse<?> answer, @Nullable Throwable cause) {
    return new UnexpectedAnswerException(
        "HTTP " + answer.statusCode() + " without a problem from " + answer.uri(), cause);
  }

  private static Outcome missing(@Nullable Throwable cause) {
    if (!(cause instanceof Exception exception)) {
      throw new IllegalStateException(cause);
    }
    return new Outcome.Missing(exception, !isUnconnected(cause));
  }

  /** Whether the request surely never left. */
  static boolean isUnconnected(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof UnresolvedAddressException
        || isDistrust(cause);
  }

  void pause(int attempt) {
    sleep(backoff.after(attempt, ThreadLocalRandom.current().nextDouble()));
  }

  static void sleep(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while waiting for the server");
  }
}
