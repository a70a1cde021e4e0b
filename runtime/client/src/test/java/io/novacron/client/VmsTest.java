package io.novacron.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.novacron.client.resource.CreateVm;
import io.novacron.client.resource.MigrateRequest;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.Samples;
import io.novacron.client.resource.VmResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VmsTest {
  private static final String PAGE = "{\"items\":[%s],\"nextPageToken\":\"a b\"}";
  private static final String LAST = "{\"items\":[%s]}";

  private final FakeServer server = FakeServer.always(FakeServer.json(200, Samples.VM));
  private final NovaCronClient client = NovaCronClient.at(server.address());

  @AfterEach
  void end() {
    client.close();
    server.close();
  }

  private OperationResource operates() {
    server.answer(request -> FakeServer.json(202, Samples.OPERATION));
    return client.vms().pause("web1");
  }

  @Test
  void aVmIsCreatedFromItsSpec() {
    var spec = JsonNodeFactory.instance.objectNode().put("cpus", 2);
    VmResource vm = client.vms().create(new CreateVm("web1", spec, Map.of("tier", "web")));
    assertThat(vm.name()).isEqualTo("web1");
    assertThat(server.last().line()).isEqualTo("POST /v1/vms");
    assertThat(server.last().header("Content-Type")).isEqualTo("application/json");
    assertThat(server.last().body())
        .isEqualTo("{\"name\":\"web1\",\"spec\":{\"cpus\":2},\"labels\":{\"tier\":\"web\"}}");
  }

  @Test
  void everyChangeHasAnIdempotencyKeyOfItsOwn() {
    operates();
    operates();
    assertThat(server.requests().stream().map(request -> request.header("Idempotency-Key")))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void aGivenKeyAndVersionGoAlong() {
    operates();
    client.vms().withKey("k 1").ifVersion(7).resume("web1");
    assertThat(server.last().line()).isEqualTo("POST /v1/vms/web1:resume");
    assertThat(server.last().header("Idempotency-Key")).isEqualTo("k 1");
    assertThat(server.last().header("If-Match")).isEqualTo("\"7\"");
  }

  @Test
  void aKeyOfOtherCharactersIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> client.vms().withKey(""));
    assertThatIllegalArgumentException().isThrownBy(() -> client.vms().withKey("schlüssel"));
  }

  @Test
  void verbsSayWhatTheyWant() {
    operates();
    client.vms().start("web1", "n1");
    assertThat(server.last().body()).isEqualTo("{\"host\":\"n1\"}");
    client.vms().stop("web1", 3);
    assertThat(server.last().body()).isEqualTo("{\"graceSeconds\":3}");
    client.vms().migrate("web1", new MigrateRequest("n2", 300L));
    assertThat(server.last().body()).isEqualTo("{\"target\":\"n2\",\"maxPauseMillis\":300}");
    client.vms().delete("web1", true);
    assertThat(server.last().line()).isEqualTo("DELETE /v1/vms/web1?force=true");
    client.vms().delete("web1", false);
    assertThat(server.last().line()).isEqualTo("DELETE /v1/vms/web1");
  }

  @Test
  void labelsAreReplaced() {
    client.vms().label("web1", Map.of("tier", "db"));
    assertThat(server.last().line()).isEqualTo("PATCH /v1/vms/web1");
    assertThat(server.last().body()).isEqualTo("{\"labels\":{\"tier\":\"db\"}}");
  }

  @Test
  void namesAreMadeSafeInPaths() {
    client.vms().get("a/b ü");
    assertThat(server.last().line()).isEqualTo("GET /v1/vms/a%2Fb%20%C3%BC");
    assertThatIllegalArgumentException().isThrownBy(() -> client.vms().get(".."));
    assertThatIllegalArgumentException().isThrownBy(() -> client.vms().get(""));
  }

  @Test
  void aListIsFetchedPageByPage() {
    server.answer(request ->
        FakeServer.json(
            200, (request.path().contains("pageToken") ? LAST : PAGE).formatted(Samples.VM)));
    var filter = VmFilter.ALL.withState("running").onHost("n1").withLabel("tier", "web");
    assertThat(client.vms().list(filter).stream().map(VmResource::name))
        .containsExactly("web1", "web1");
    assertThat(server.lines())
        .containsExactly(
            "GET /v1/vms?state=running&host=n1&label=tier%3Dweb",
            "GET /v1/vms?state=running&host=n1&label=tier%3Dweb&pageToken=a%20b");
  }

  @Test
  void aPageThatLeadsToItselfIsNotWalkedForEver() {
    server.answer(request -> FakeServer.json(200, PAGE.formatted("")));
    var walk = client.vms().list(VmFilter.ALL);
    assertThat(walk.page(Optional.empty()).items()).isEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> walk.stream().toList())
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("leads to itself");
  }

  @Test
  void theConsoleIsText() {
    server.answer(request -> FakeServer.text("hello\n"));
    assertThat(client.vms().console("web1", 100)).isEqualTo("hello\n");
    assertThat(server.last().line()).isEqualTo("GET /v1/vms/web1/console?bytes=100");
    assertThat(List.of(server.last().header("Accept"))).containsExactly("text/plain");
  }

  @Test
  void statisticsAreFigures() {
    server.answer(request -> FakeServer.json(200, Samples.STATISTICS));
    assertThat(client.vms().statistics("web1").memoryBytes()).isPositive();
  }
}
