package io.novacron.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResourceRoutesTest {
  @AutoClose private static final Api API = new Api();

  private static final String PROGRESS =
      """
      {"phase":"pre-copy","pass":3,"totalBytes":1000,"remainingBytes":400,"writtenBytes":900,\
      "rawBytes":800,"wireBytes":300,"goodputBytesPerSecond":50,"dirtyBytesPerSecond":20,\
      "rttMillis":80.5,"estimatedRestMillis":null,"streams":4}\
      """;
  private static final String OPERATION =
      """
      {"id":"web1.5","kind":"migrate","vm":"web1","state":"running","migration":"web1.5",\
      "cancellable":true,"error":null,"createdAt":"2026-11-25T10:00:00Z",\
      "updatedAt":"2026-11-25T10:00:00Z","endedAt":null,"deadline":"2026-11-25T10:10:00Z",\
      "progress":%s}\
      """
          .formatted(PROGRESS);
  private static final String MIGRATION =
      """
      {"id":"web1.5","vm":"web1","source":"n1","target":"n2","state":"completed","reason":null,\
      "coordinator":"n3","maxPauseMillis":300,"createdAt":"2026-11-25T10:00:00Z",\
      "updatedAt":"2026-11-25T10:00:00Z","endedAt":"2026-11-25T10:00:00Z",\
      "turningPoints":[{"point":"requested","at":"2026-11-25T10:00:00Z"}],"progress":%s,\
      "receipt":{"guestMemoryBytes":1000,"streamBytes":900,"compressedBytes":300,\
      "wireBytes":310,"passes":4,"durationMillis":3000,"pauseMillis":61.5,\
      "pauseSource":"heartbeat","pauseObserver":"n1","streams":4,"goodputBytesPerSecond":300,\
      "streamSha256":"ab","peakInFlightBytes":64,"encoding":{"stages":[\
      {"level":"delta","bytesIn":800,"bytesOut":200,"cpuMillis":0.5}],"framingBytes":100,\
      "baseId":"cd","zstdBytesIn":900,"zstdBytesOut":400}}}\
      """
          .formatted(PROGRESS);
  private static final String CLUSTER =
      """
      {"members":[{"address":"pekko://novacron@127.0.0.1:25520","node":"n1","site":"eu",\
      "status":"up","reachable":true,"leader":true,"self":true}],\
      "leader":"pekko://novacron@127.0.0.1:25520"}\
      """;

  private static final String MODE =
      """
      {"node":"n1","mode":"datacenter","found":"datacenter","confidence":0.9,"alert":false,\
      "overridden":false,"decidedAt":"2026-11-25T10:00:00Z","inputs":{\
      "measuredAt":"2026-11-25T10:00:00Z","peers":[{"node":"n2",\
      "address":"pekko://novacron@127.0.0.1:25521","rttMillis":0.75,"asked":5,"answered":5}],\
      "rdma":false,"linkBitsPerSecond":10000000000,"carriedBytesPerSecond":null},\
      "reasons":["round trips are short"]}\
      """;

  @BeforeEach
  void reset() {
    API.control.reset();
  }

  @Test
  void operationsAreShownListedAndCancelled() {
    assertThat(API.get("/v1/operations/web1.5").body()).isEqualTo(OPERATION);
    assertThat(API.get("/v1/operations?state=running&vm=web1").body())
        .isEqualTo("{\"items\":[" + OPERATION + "]}");
    var cancelled = API.post("/v1/operations/web1.5:cancel");

    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.header("Location")).isEqualTo("/v1/operations/web1.5");
    assertThat(API.control.asked()).contains("operation web1.5", "cancelOperation web1.5");
    assertThat(API.get("/v1/operations?state=done").problem()).isEqualTo("400 bad-request");
    assertThat(API.get("/v1/operations?vm=a_b").problem()).isEqualTo("400 bad-request");
  }

  @Test
  void migrationsAreShownListedAndCancelled() {
    assertThat(API.get("/v1/migrations/web1.5").body()).isEqualTo(MIGRATION);
    assertThat(API.get("/v1/migrations?state=completed&vm=web1").body())
        .startsWith("{\"items\":[" + MIGRATION + "],\"nextPageToken\":\"");
    var cancelled = API.post("/v1/migrations/web1.5:cancel");

    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.header("Location")).isEqualTo("/v1/migrations/web1.5");
    assertThat(cancelled.body()).isEqualTo(MIGRATION);
  }

  @Test
  void nodesAreShownAndListedInOrder() {
    API.control.haveNodes("n3", "n1", "n2");

    var first = API.get("/v1/nodes?pageSize=2");
    var rest =
        API.get("/v1/nodes?pageSize=2&pageToken=" + first.json().path("nextPageToken").asText());

    assertThat(first.json().path("items").findValuesAsText("id")).containsExactly("n1", "n2");
    assertThat(rest.json().path("items").findValuesAsText("id")).containsExactly("n3");
    assertThat(rest.json().has("nextPageToken")).isFalse();
    assertThat(API.get("/v1/nodes/n1").body())
        .isEqualTo(
            """
            {"id":"n1","site":"eu","address":"127.0.0.1:25520","api":"http://127.0.0.1:8080",\
            "state":"up","reachable":true,"unreachableSince":null,"cpus":2,"memoryMiB":4096,\
            "memoryUsedMiB":128,"guests":1,"drivers":[{"driver":"qemu","available":true,\
            "reason":"","version":"7.2.22","accelerators":["tcg"],"machines":["pc-i440fx-7.2"],\
            "cpuModels":["Nehalem"]}],"version":"0.1.0"}\
            """);
  }

  @Test
  void theClusterIsShownAndChanged() {
    assertThat(API.get("/v1/cluster").body()).isEqualTo(CLUSTER);
    assertThat(API.get("/v1/mode").body()).isEqualTo(MODE);
    assertThat(API.post("/v1/mode", "{}").problem()).isEqualTo("405 method-not-allowed");
    var joined = API.post("/v1/cluster:join", "{\"address\":\"pekko://novacron@127.0.0.1:25520\"}");
    assertThat(joined.status()).isEqualTo(202);
    assertThat(joined.body()).isEqualTo(CLUSTER);
    assertThat(API.post("/v1/cluster:leave", "{\"node\":\"n1\"}").status()).isEqualTo(202);
    assertThat(API.post("/v1/cluster:down", "{\"node\":\"n2\"}").status()).isEqualTo(202);

    assertThat(API.control.asked())
        .containsExactly("cluster", "join pekko://novacron@127.0.0.1:25520", "leave n1", "down n2");
    assertThat(API.post("/v1/cluster:join", "{\"address\":\"127.0.0.1\"}").detail())
        .isEqualTo("address must be pekko://novacron@host:port");
    assertThat(API.post("/v1/cluster:down", "{}").detail()).isEqualTo("node is missing");
    assertThat(API.post("/v1/cluster:down").problem()).isEqualTo("400 bad-request");
  }

  @Test
  void bootsAreShown() {
    assertThat(API.get("/v1/boot").body()).contains("\"sequentialSeconds\":2.0");
    assertThat(API.get("/v1/boot/2").body()).contains("\"sequentialSeconds\":2.0");
    assertThat(API.get("/v1/boot/history").body())
        .startsWith("{\"items\":[{\"boot\":2,")
        .endsWith("\"regressions\":[]}]}");
    assertThat(API.get("/v1/boot/9").status()).isEqualTo(404);
    assertThat(API.get("/v1/boot/9").body()).contains("nothing is known of boot '9'");
  }

  @Test
  void theVersionIsShown() {
    assertThat(API.get("/v1/version").body())
        .isEqualTo(
            "{\"version\":\"0.1.0\",\"build\":\"abc\",\"java\":\"25\",\"node\":\"n1\",\"site\":\"eu\"}");
  }

  @Test
  void requestsAreCountedByRouteAndStatus() {
    API.get("/v1/version");
    API.get("/v1/vms/a_b");
    API.get("/nowhere/at/all");

    String text = API.get("/metrics").body();

    assertThat(text)
        .contains(
            "novacron_http_requests_total{method=\"GET\",route=\"/v1/version\",status=\"200\"}",
            "novacron_http_requests_total{method=\"GET\",route=\"/v1/vms/{}\",status=\"404\"}",
            "novacron_http_requests_total{method=\"ANY\",route=\"unknown\",status=\"404\"}",
            "novacron_http_request_duration_seconds_bucket{method=\"GET\",route=\"/v1/version\",le=",
            "novacron_http_requests_in_flight 1.0",
            "jvm_memory_used_bytes",
            "jvm_threads_current",
            "jvm_gc_collection_seconds");
    assertThat(API.get("/metrics").header("Content-Type")).startsWith("text/plain; version=0.0.4");
  }
}
