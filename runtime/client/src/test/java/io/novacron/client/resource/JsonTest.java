package io.novacron.client.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  static Stream<Arguments> everyShape() {
    return Stream.of(
        Arguments.of(VmResource.class, Samples.VM),
        Arguments.of(OperationResource.class, Samples.OPERATION),
        Arguments.of(MigrationResource.class, Samples.MIGRATION),
        Arguments.of(NodeResource.class, Samples.NODE),
        Arguments.of(ClusterResource.class, Samples.CLUSTER),
        Arguments.of(ConfigResource.class, Samples.CONFIG),
        Arguments.of(ReloadResource.class, Samples.RELOAD),
        Arguments.of(ReloadRequest.class, "{\"validateOnly\":true}"),
        Arguments.of(EventResource.class, Samples.EVENT),
        Arguments.of(StatisticsResource.class, Samples.STATISTICS),
        Arguments.of(VersionResource.class, Samples.VERSION),
        Arguments.of(BootResource.class, Samples.BOOT),
        Arguments.of(PastBootResource.class, Samples.PAST_BOOT),
        Arguments.of(StartRequest.class, "{\"host\":null}"),
        Arguments.of(StopRequest.class, "{\"graceSeconds\":10}"),
        Arguments.of(MigrateRequest.class, "{\"target\":\"n2\",\"maxPauseMillis\":300}"),
        Arguments.of(LabelsRequest.class, "{\"labels\":{\"a\":\"b\"}}"),
        Arguments.of(JoinRequest.class, "{\"address\":\"pekko://novacron@h:1\"}"),
        Arguments.of(NodeRequest.class, "{\"node\":\"n1\"}"));
  }

  @ParameterizedTest
  @MethodSource("everyShape")
  void everyShapeIsWrittenAsItWasRead(Class<?> type, String json) throws Exception {
    Object resource = Json.strict().readValue(json, type);
    assertThat(Json.strict().writeValueAsString(resource)).isEqualTo(json);
    assertThat(Json.lenient().writeValueAsString(resource)).isEqualTo(json);
  }

  @Test
  void instantsKeepTheirMicroseconds() throws Exception {
    VmResource vm = Json.strict().readValue(Samples.VM, VmResource.class);
    assertThat(vm.updatedAt()).isEqualTo(Instant.parse("2026-11-25T10:00:00.123456Z"));
  }

  @ParameterizedTest
  @CsvSource({"running,false", "succeeded,true", "rolled-back,true"})
  void anOperationThatDoesNotRunHasEnded(String state, boolean ended) throws Exception {
    var json = Samples.operation(state);
    var operation = Json.lenient().readValue(json, OperationResource.class);
    assertThat(operation.hasEnded()).isEqualTo(ended);
  }

  @ParameterizedTest
  @CsvSource({"sealed,false", "completed,true", "aborting,false", "rolled-back,true"})
  void aMigrationEndsCompletedOrRolledBack(String state, boolean ended) throws Exception {
    var json = Samples.migration(state, "null");
    var migration = Json.lenient().readValue(json, MigrationResource.class);
    assertThat(migration.hasEnded()).isEqualTo(ended);
  }

  @Test
  void aClientIgnoresFieldsOfANewerServer() throws Exception {
    VersionResource version =
        Json.lenient().readValue("{\"version\":\"9\",\"flavour\":\"blue\"}", VersionResource.class);
    assertThat(version.version()).isEqualTo("9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"graceSeconds\":1,\"x\":2}",
        "{\"graceSeconds\":1,\"graceSeconds\":2}",
        "{\"graceSeconds\":1} {}",
        "{\"graceSeconds\":\"1\"}",
        "{\"graceSeconds\":1.5}",
        "{\"graceSeconds\":1",
        "[]"
      })
  void aServerRefusesWhatItDoesNotKnow(String body) {
    assertThatThrownBy(() -> Json.strict().readValue(body, StopRequest.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void theLastPageHasNoToken() throws Exception {
    var last = new Page<>(List.of(new NodeRequest("n1")), null);
    assertThat(Json.lenient().writeValueAsString(last))
        .isEqualTo("{\"items\":[{\"node\":\"n1\"}]}");
    assertThat(
            Json.lenient()
                .readValue("{\"items\":[]}", new TypeReference<Page<NodeRequest>>() {})
                .nextPageToken())
        .isNull();
  }

  @Test
  void labelsAreNoneWhenAbsent() throws Exception {
    CreateVm create = Json.strict().readValue("{\"name\":\"a\",\"spec\":{}}", CreateVm.class);
    assertThat(create.labels()).isEqualTo(Map.of());
  }

  @Test
  void aProblemKeepsItsCodeInItsType() throws Exception {
    Problem problem = Problem.of(409, "busy", "The VM is busy", "start is running", "Wait", true);
    assertThat(problem.type()).isEqualTo("https://novacron.io/problems/busy");
    assertThat(Json.lenient().readValue("{\"code\":\"busy\"}", Problem.class).violations())
        .isEmpty();
  }
}
