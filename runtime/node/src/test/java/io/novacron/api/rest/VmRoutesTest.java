package io.novacron.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VmRoutesTest {
  @AutoClose private static final Api API = new Api();

  private static final String SPEC = "{\"driver\":\"sim\",\"memoryMiB\":16}";
  private static final String VM =
      """
      {"name":"web1","version":7,"state":"running","host":"n1","hostReachable":true,\
      "hostUnreachableSince":null,"accelerator":"tcg","token":"0.3","operation":null,\
      "migration":null,"target":null,"reason":null,"labels":{"tier":"web"},"spec":{"cpus":1},\
      "createdAt":"2026-11-25T10:00:00Z","updatedAt":"2026-11-25T10:00:00.123456Z"}\
      """;

  @BeforeEach
  void reset() {
    API.control.reset();
  }

  @Test
  void aVmIsCreated() {
    var answer =
        API.post("/v1/vms", "{\"name\":\"web1\",\"spec\":" + SPEC + ",\"labels\":{\"a\":\"b\"}}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/v1/vms/web1");
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    assertThat(answer.header("Content-Type"))
        .isEqualToIgnoringCase("application/json; charset=utf-8");
    assertThat(answer.body()).isEqualTo(VM);
    assertThat(API.control.asked()).containsExactly("create web1 1 {a=b}");
  }

  @Test
  void aVmIsShownWithItsTag() {
    var answer = API.get("/v1/vms/web1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    assertThat(answer.body()).isEqualTo(VM);
  }

  @Test
  void labelsAreReplaced() {
    var answer = API.patch("/v1/vms/web1", "{\"labels\":{\"x.y/z\":\"1\"}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    assertThat(API.control.asked()).containsExactly("relabel web1 {x.y/z=1}");
    assertThat(API.patch("/v1/vms/web1", "{}").problem()).isEqualTo("400 bad-request");
  }

  @Test
  void everyVerbIsAcceptedAndPointsToItsOperation() {
    for (String verb : new String[] {"start", "stop", "pause", "resume", "migrate"}) {
      var answer = API.post("/v1/vms/web1:" + verb);

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.header("Location")).isEqualTo("/v1/operations/web1.5");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(answer.json().path("id").asText()).isEqualTo("web1.5");
    }
    assertThat(API.delete("/v1/vms/web1").status()).isEqualTo(202);
    assertThat(API.control.asked())
        .containsExactly(
            "start web1 Optional.empty",
            "stop web1 PT10S",
            "pause web1",
            "resume web1",
            "migrate web1 Optional.empty PT0.3S",
            "delete web1 false");
  }

  @Test
  void verbsTakeTheirDetails() {
    API.post("/v1/vms/web1:start", "{\"host\":\"n2\"}");
    API.post("/v1/vms/web1:stop", "{\"graceSeconds\":0}");
    API.post("/v1/vms/web1:pause", "{}");
    API.post("/v1/vms/web1:migrate", "{\"target\":\"n2\",\"maxPauseMillis\":50}");
    API.delete("/v1/vms/web1?force=true");

    assertThat(API.control.asked())
        .containsExactly(
            "start web1 Optional[n2]",
            "stop web1 PT0S",
            "pause web1",
            "migrate web1 Optional[n2] PT0.05S",
            "delete web1 true");
  }

  @Test
  void detailsOutOfBoundsAreRefusedByName() {
    var grace = API.post("/v1/vms/web1:stop", "{\"graceSeconds\":-1}");
    var pause = API.post("/v1/vms/web1:migrate", "{\"maxPauseMillis\":0}");
    var host = API.post("/v1/vms/web1:start", "{\"host\":\"" + "a".repeat(300) + "\"}");
    var unknown = API.post("/v1/vms/web1:pause", "{\"now\":true}");

    assertThat(grace.problem()).isEqualTo("400 bad-request");
    assertThat(grace.detail()).isEqualTo("graceSeconds must be 0 to 3600, got -1");
    assertThat(pause.detail()).isEqualTo("maxPauseMillis must be 1 to 600000, got 0");
    assertThat(host.detail()).isEqualTo("host is longer than 256 characters");
    assertThat(unknown.detail()).isEqualTo("now is unknown");
    assertThat(API.control.asked()).isEmpty();
  }

  @Test
  void listsAreFilteredAndPaged() {
    API.control.haveVms(5);

    var first = API.get("/v1/vms?pageSize=2&state=running&host=n1&label=a=b&label=c%3Dd%3De");
    var second =
        API.get("/v1/vms?pageSize=2&pageToken=" + first.json().path("nextPageToken").asText());
    var last =
        API.get("/v1/vms?pageSize=2&pageToken=" + second.json().path("nextPageToken").asText());

    assertThat(first.json().path("items").findValuesAsText("name")).containsExactly("vm0", "vm1");
    assertThat(second.json().path("items").findValuesAsText("name")).containsExactly("vm2", "vm3");
    assertThat(last.json().path("items").findValuesAsText("name")).containsExactly("vm4");
    assertThat(last.json().has("nextPageToken")).isFalse();
    assertThat(API.control.asked().getFirst())
        .isEqualTo(
            "vms Optional[running]Optional[n1]{a=b, c=d=e}PageRequest[size=2,"
                + " token=Optional.empty]");
  }

  @Test
  void badQueriesAreRefused() {
    for (String query :
        new String[] {
          "pageSize=0",
          "pageSize=501",
          "pageSize=x",
          "pageToken=%21%21",
          "pageToken=abcd",
          "state=runing",
          "label=x",
          "stat=running",
          "host=a&host=b"
        }) {
      assertThat(API.get("/v1/vms?" + query).problem()).as(query).isEqualTo("400 bad-request");
    }
    assertThat(API.get("/v1/vms?state=runing").detail()).endsWith("did you mean 'running'?");
    assertThat(API.get("/v1/vms?stat=running").detail()).endsWith("did you mean 'state'?");
    assertThat(API.delete("/v1/vms/web1?force=yes").problem()).isEqualTo("400 bad-request");
    assertThat(API.get("/v1/vms?").status()).isEqualTo(200);
  }

  @Test
  void theConsoleIsPlainText() {
    API.control.print("hello\n\u00e9".getBytes(StandardCharsets.UTF_8));

    var answer = API.get("/v1/vms/web1/console?bytes=100");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/plain; charset=utf-8");
    assertThat(answer.body()).isEqualTo("hello\n\u00e9");
    assertThat(API.get("/v1/vms/web1/console?bytes=2000000").problem())
        .isEqualTo("400 bad-request");
    assertThat(API.control.asked()).containsExactly("console web1 100");
  }

  @Test
  void statisticsAreShown() {
    assertThat(API.get("/v1/vms/web1/statistics").body())
        .isEqualTo(
            "{\"memoryBytes\":1000,\"residentBytes\":800,\"cpuNanos\":5,\"uptimeMillis\":60000}");
  }

  @Test
  void conditionsArePassedOn() {
    API.send(
        API.with("/v1/vms/web1:start", "POST", "{\"host\":\"n1\"}")
            .header("Idempotency-Key", "k 1")
            .header("If-Match", "\"7\""));
    var request = API.control.request();

    assertThat(request.key()).contains("k 1");
    assertThat(request.ifVersion()).contains(7L);
    assertThat(request.fingerprint()).hasSize(32);
  }

  @Test
  void theFingerprintIsThatOfWhatIsSaidNotHow() {
    String one = fingerprint("/v1/vms/web1:migrate", "{\"target\":\"n1\",\"maxPauseMillis\":5}");
    String same = fingerprint("/v1/vms/web1:migrate", "{ \"maxPauseMillis\":5, \"target\":\"n1\"}");

    assertThat(same).isEqualTo(one);
    assertThat(fingerprint("/v1/vms/web1:migrate", "{\"target\":\"n2\",\"maxPauseMillis\":5}"))
        .isNotEqualTo(one);
    assertThat(fingerprint("/v1/vms/web2:migrate", "{\"target\":\"n1\",\"maxPauseMillis\":5}"))
        .isNotEqualTo(one);
    assertThat(one).isEqualTo("2cd399c11d45c30a95862b370c1515b0");
    assertThat(fingerprint("/v1/vms/web1:start", "{\"host\":null}"))
        .isEqualTo(fingerprint("/v1/vms/web1:start", ""));
  }

  private static String fingerprint(String path, String body) {
    API.send(API.with(path, "POST", body).header("Idempotency-Key", "k"));
    return API.control.request().fingerprint();
  }

  @Test
  void badConditionsAreRefused() {
    var builder = API.with("/v1/vms/web1:start", "POST", "{}");

    assertThat(API.send(builder.copy().header("Idempotency-Key", "k".repeat(129))).problem())
        .isEqualTo("400 bad-request");
    assertThat(API.send(builder.copy().header("If-Match", "7")).problem())
        .isEqualTo("400 bad-request");
    assertThat(API.send(builder.copy().header("If-Match", "W/\"7\"")).problem())
        .isEqualTo("400 bad-request");
    assertThat(API.send(builder.copy().header("If-Match", "\"7\", \"8\"")).problem())
        .isEqualTo("400 bad-request");
    assertThat(API.send(builder.copy().header("If-Match", "*")).status()).isEqualTo(202);
    assertThat(API.control.request().ifVersion()).isEmpty();
  }
}
