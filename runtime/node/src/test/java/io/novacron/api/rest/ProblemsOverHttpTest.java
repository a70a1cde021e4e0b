package io.novacron.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.control.Refusal;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsOverHttpTest {
  @AutoClose private static final Api API = new Api();

  private static final String SPEC = "{\"driver\":\"sim\",\"memoryMiB\":16}";

  @BeforeEach
  void reset() {
    API.control.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 404 not-found",
    "ALREADY_EXISTS, 409 already-exists",
    "BUSY, 409 busy",
    "WRONG_STATE, 409 wrong-state",
    "IDEMPOTENCY_KEY_REUSED, 409 idempotency-key-reused",
    "VERSION_MISMATCH, 412 version-mismatch",
    "CANNOT_MIGRATE, 409 cannot-migrate",
    "NO_CAPACITY, 409 no-capacity",
    "HOST_UNREACHABLE, 503 host-unreachable",
    "DATABASE_UNAVAILABLE, 503 database-unavailable",
    "JOURNAL_UNREADABLE, 500 journal-unreadable",
    "TIMED_OUT, 504 timed-out"
  })
  void refusalsOfTheControlPlane(Refusal.Code code, String problem) {
    API.control.failWith(new CompletionException(new Refusal(code, "because")));

    var answer = API.post("/v1/vms/web1:start");

    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.detail()).isEqualTo("because");
  }

  @Test
  void aFaultIsNotShown() {
    API.control.failWith(new IllegalStateException("secret"));

    var answer = API.send(API.to("/v1/vms/web1").header("X-Request-Id", "abc 1"));

    assertThat(answer.problem()).isEqualTo("500 internal");
    assertThat(answer.body()).contains("abc 1").doesNotContain("secret", "Exception", "\\tat");
    assertThat(answer.header("X-Request-Id")).isEqualTo("abc 1");
  }

  @Test
  void silenceIsTimedOut() {
    try (var api = new Api(Settings.quick(Duration.ofMillis(50)))) {
      api.control.fallSilent();

      var answer = api.get("/v1/vms/web1");

      assertThat(answer.problem()).isEqualTo("504 timed-out");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String path :
        new String[] {
          "/", "/v1", "/v1/vmz", "/v1/vms/web1/konsole", "/v1/vms/web1:start/x", "/v1/a/b/c/d/e"
        }) {
      assertThat(API.get(path).problem()).as(path).isEqualTo("404 not-found");
    }
    assertThat(API.get("/v1/vms/a%2Fb").problem()).isEqualTo("404 not-found");
    assertThat(API.get("/v1/vms/A").problem()).isEqualTo("404 not-found");
    assertThat(API.get("/v1/vms/" + "a".repeat(10_000)).problem()).isEqualTo("404 not-found");
    assertThat(API.control.asked()).isEmpty();
  }

  @Test
  void theWrongMethodIsToldTheRightOnes() {
    var answer = API.send(API.to("/v1/vms").PUT(BodyPublishers.ofString("{}")));

    assertThat(answer.problem()).isEqualTo("405 method-not-allowed");
    assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    assertThat(API.get("/v1/vms/web1:start").header("Allow")).isEqualTo("POST");
  }

  @Test
  void aHeadIsAGetWithoutBody() {
    var answer = API.send(API.to("/v1/vms/web1").HEAD());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void onlyJsonIsRead() {
    var post = API.to("/v1/vms/web1:start").POST(BodyPublishers.ofString("{}"));

    assertThat(API.send(post.copy().header("Content-Type", "text/plain")).problem())
        .isEqualTo("415 unsupported-media-type");
    assertThat(API.send(post.copy()).problem()).isEqualTo("415 unsupported-media-type");
    assertThat(
            API.send(
                    post.copy()
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip"))
                .problem())
        .isEqualTo("415 unsupported-media-type");
    assertThat(
            API.send(post.copy().header("Content-Type", "application/json; charset=utf-8"))
                .status())
        .isEqualTo(202);
  }

  @Test
  void malformedJsonIsShownItsPlace() {
    var answer = API.post("/v1/vms", "{\"name\":\n  \"web1\",}");

    assertThat(answer.problem()).isEqualTo("400 bad-request");
    assertThat(answer.detail()).startsWith("malformed JSON: ").contains("line 2, column");
    for (String body :
        new String[] {"[]", "7", "{} {}", "{\"name\":\"a\",\"name\":\"b\"}", "nul", "\ufffd"}) {
      assertThat(API.post("/v1/vms", body).problem()).as(body).isEqualTo("400 bad-request");
    }
    assertThat(API.post("/v1/vms").detail()).isEqualTo("a body is needed and there is none");
  }

  @Test
  void wrongFieldsAreNamed() {
    assertThat(API.post("/v1/vms/web1:start", "{\"hst\":\"n1\"}").detail())
        .isEqualTo("hst is unknown; did you mean 'host'?");
    assertThat(API.post("/v1/vms/web1:start", "{\"host\":{}}").detail())
        .isEqualTo("host must be text");
    assertThat(API.post("/v1/vms/web1:stop", "{\"graceSeconds\":\"1\"}").detail())
        .isEqualTo("graceSeconds must be a whole number");
    assertThat(API.post("/v1/vms/web1:stop", "{\"graceSeconds\":1.5}").detail())
        .startsWith("graceSeconds ");
    assertThat(API.post("/v1/vms/web1:stop", "{\"graceSeconds\":99999999999}").detail())
        .startsWith("graceSeconds ");
    assertThat(API.patch("/v1/vms/web1", "{\"labels\":[]}").detail())
        .isEqualTo("labels must be an object of texts");
    assertThat(API.patch("/v1/vms/web1", "{\"labels\":{\"a\":{}}}").detail())
        .isEqualTo("labels.a must be text");
  }

  @Test
  void everythingWrongWithANewVmIsSaidAtOnce() {
    var answer =
        API.post(
            "/v1/vms",
            """
            {"name":"a/b","spec":{"driver":"sim","cpus":0,"memoryMiB":-1,"cpuz":1},
             "labels":{"_":"x","long":"%s","null":null}}
            """
                .formatted("y".repeat(257)));

    assertThat(answer.problem()).isEqualTo("422 invalid-spec");
    assertThat(answer.json().path("violations").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "name", "cpus", "memoryMiB", "cpuz", "labels._", "labels.long", "labels.null");
  }

  @Test
  void impossibleNamesAreRefused() {
    for (String name : new String[] {"a/b", "", "A", "-a", "a_b", "a".repeat(10_000), "\u00e4"}) {
      var answer = API.post("/v1/vms", "{\"name\":\"" + name + "\",\"spec\":" + SPEC + "}");
      assertThat(answer.problem()).as(name).isEqualTo("422 invalid-spec");
      assertThat(answer.body()).hasSizeLessThan(1500);
    }
    assertThat(API.post("/v1/vms", "{\"spec\":" + SPEC + "}").detail())
        .isEqualTo("name: is missing");
    assertThat(API.post("/v1/vms", "{\"name\":\"a\"}").problem()).isEqualTo("422 invalid-spec");
    assertThat(API.control.asked()).isEmpty();
  }

  @Test
  void tooManyLabelsAreRefused() {
    var labels = new StringBuilder("\"a\":\"\"");
    for (int i = 0; i < 64; i++) {
      labels.append(",\"a").append(i).append("\":\"\"");
    }

    assertThat(API.patch("/v1/vms/web1", "{\"labels\":{" + labels + "}}").detail())
        .isEqualTo("labels: at most 64, got 65");
  }

  @Test
  void aBodyOfOneHundredMegabytesIsRefusedAndForgotten() {
    var zeros = BodyPublishers.ofInputStream(() -> new Zeros(100L << 20));
    var announced = BodyPublishers.fromPublisher(zeros, 100L << 20);
    var post = API.to("/v1/vms").header("Content-Type", "application/json");

    assertThat(API.send(post.copy().POST(zeros)).problem()).isEqualTo("413 body-too-large");
    assertThat(API.send(post.copy().POST(announced)).problem()).isEqualTo("413 body-too-large");
    assertThat(API.post("/v1/vms", " ".repeat((1 << 20) + 1)).problem())
        .isEqualTo("413 body-too-large");
    assertThat(API.post("/v1/vms/web1:start", " ".repeat((1 << 20) - 2) + "{}").status())
        .isEqualTo(202);
  }

  /** As many as asked for, made as they are read. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      left -= count;
      return count;
    }
  }

  @Test
  void whatIsNoHttpIsAProblemToo() {
    String host = "\r\nHost: x\r\nConnection: close\r\n";

    assertThat(API.raw("GET /v1/vms?a=%zz HTTP/1.1" + host + "\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"code\":\"bad-request\"");
    assertThat(API.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1" + host + "\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"bad-request\"");
    assertThat(API.raw("BREW /v1/vms HTTP/1.1" + host + "\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("\"code\":\"method-not-allowed\"");
    assertThat(API.raw("GET /v1/vms HTTP/1.1" + host + "X: " + "a".repeat(10_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"bad-request\"");
    assertThat(
            API.raw(
                "POST /v1/vms HTTP/1.1" + host + "Content-Length: 9\r\nContent-Length: 8\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void aRequestIdIsMadeWhenThereIsNone() {
    assertThat(API.get("/v1/version").header("X-Request-Id")).isNotEmpty();
    assertThat(
            API.send(API.to("/v1/version").header("X-Request-Id", "x".repeat(200)))
                .header("X-Request-Id"))
        .isNotEmpty()
        .hasSizeLessThan(100);
  }
}
