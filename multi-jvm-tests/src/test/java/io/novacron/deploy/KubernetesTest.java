package io.novacron.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The manifests, read into the types that a client of Kubernetes has made from its API's schema,
 * with no field that those do not know; and what in them has to fit together.
 */
class KubernetesTest {
  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
          "rbac.authorization.k8s.io/v1/Role", Role.class,
          "rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class);

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                // The types keep what they do not know; here that is a fault.
                @Override
                public Boolean hasAnySetter(Annotated where) {
                  return false;
                }
              })
          .build();

  private static final List<JsonNode> DOCUMENTS = documents();
  private static final JsonNode SET = only("StatefulSet");
  private static final JsonNode POD = SET.at("/spec/template/spec");
  private static final JsonNode NODE = POD.at("/containers/0");

  private static List<JsonNode> documents() {
    try (Stream<Path> files = Files.list(Repository.deploy("kubernetes"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(KubernetesTest::inFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> inFile(Path file) {
    List<JsonNode> found = new ArrayList<>();
    yaml().loadAll(Repository.read(file)).forEach(d -> found.add(STRICT.valueToTree(d)));
    return found.stream();
  }

  private static Yaml yaml() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options));
  }

  private static Stream<JsonNode> all(String kind) {
    return DOCUMENTS.stream().filter(document -> document.path("kind").asText().equals(kind));
  }

  private static JsonNode only(String kind) {
    List<JsonNode> all = all(kind).toList();
    assertThat(all).as(kind).hasSize(1);
    return all.getFirst();
  }

  private static Object typed(JsonNode document) throws IOException {
    String kind = document.path("apiVersion").asText() + "/" + document.path("kind").asText();
    return STRICT.treeToValue(document, Objects.requireNonNull(TYPES.get(kind), kind));
  }

  private static Set<String> texts(JsonNode array, String field) {
    Set<String> texts = new HashSet<>();
    array.forEach(item -> texts.add(item.path(field).asText()));
    return texts;
  }

  @Test
  void everyDocumentIsOfTheTypesOfTheApi() throws IOException {
    assertThat(DOCUMENTS).hasSize(8);
    for (JsonNode document : DOCUMENTS) {
      assertThat(typed(document)).as("%s", document).isNotNull();
    }
  }

  @Test
  void aFieldWithATypoWouldBeNoticed() {
    ObjectNode set = SET.deepCopy();
    ((ObjectNode) set.at("/spec/template/spec/containers/0")).put("lifecicle", 1);
    assertThatThrownBy(() -> typed(set)).isInstanceOf(MismatchedInputException.class);
    ObjectNode other = SET.deepCopy();
    ((ObjectNode) other.at("/spec")).put("replicas", "many");
    assertThatThrownBy(() -> typed(other)).isInstanceOf(MismatchedInputException.class);
  }

  @Test
  void selectorsFindThePodsOfTheSet() {
    JsonNode labels = SET.at("/spec/template/metadata/labels");
    assertThat(SET.at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(only("PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(all("Service")).allMatch(service -> service.at("/spec/selector").equals(labels));
  }

  @Test
  void portsAreNamedAndProbesAskTheRightPaths() {
    Set<String> ports = texts(NODE.path("ports"), "name");
    all("Service")
        .forEach(service ->
            service
                .at("/spec/ports")
                .forEach(port -> assertThat(ports).contains(port.path("targetPort").asText())));
    Map.of("startupProbe", "/startup", "readinessProbe", "/ready", "livenessProbe", "/alive")
        .forEach((probe, path) -> {
          assertThat(NODE.path(probe).at("/httpGet/path").asText()).isEqualTo(path);
          assertThat(NODE.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
        });
  }

  @Test
  void theSetHasAHeadlessServiceThatNamesNodesBeforeTheyAreReady() {
    String name = SET.at("/spec/serviceName").asText();
    assertThat(all("Service").filter(s -> s.at("/metadata/name").asText().equals(name)))
        .singleElement()
        .satisfies(service -> {
          assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
          assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
        });
  }

  @Test
  void theAccountOfThePodsMayListThemAndNothingElse() {
    String account = POD.path("serviceAccountName").asText();
    assertThat(only("ServiceAccount").at("/metadata/name").asText()).isEqualTo(account);
    JsonNode binding = only("RoleBinding");
    assertThat(binding.at("/subjects/0/name").asText()).isEqualTo(account);
    JsonNode role = only("Role");
    assertThat(binding.at("/roleRef/name")).isEqualTo(role.at("/metadata/name"));
    assertThat(role.path("rules").toString())
        .isEqualTo(
            "[{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"get\",\"watch\",\"list\"]}]");
  }

  @Test
  void nodesAreLockedInAndHaveWhatTheyMayUse() {
    assertThat(POD.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    for (String kind : List.of("containers", "initContainers")) {
      POD.path(kind)
          .forEach(container -> {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
          });
    }
  }

  @Test
  void everyMountHasItsVolumeAndTheNodeWritesOnlyWhereItMay() {
    Set<String> volumes = texts(POD.path("volumes"), "name");
    SET.at("/spec/volumeClaimTemplates")
        .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
    for (String kind : List.of("containers", "initContainers")) {
      POD.path(kind)
          .forEach(container ->
              assertThat(volumes).containsAll(texts(container.path("volumeMounts"), "name")));
    }
    assertThat(texts(NODE.path("volumeMounts"), "mountPath"))
        .contains("/tmp", "/var/lib/novacron", "/etc/novacron/novacron.yaml");
  }

  @Test
  void oneNodeAtATimeLeavesAndHasTheTimeForIt() {
    assertThat(only("PodDisruptionBudget").at("/spec/maxUnavailable").asInt()).isEqualTo(1);
    assertThat(POD.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(40);
    assertThat(NODE.at("/lifecycle/preStop/exec/command/0").asText())
        .isEqualTo("/opt/novacron/bin/before-stop");
    assertThat(Repository.deploy("docker/before-stop")).isExecutable();
  }

  @Test
  void theConfigurationNamesThePortsAndVariablesOfTheContainer() {
    String text = only("ConfigMap").path("data").path("novacron.yaml").asText();
    JsonNode configuration = STRICT.valueToTree(yaml().load(text));
    Map<String, Integer> containers = new java.util.HashMap<>();
    NODE.path("ports")
        .forEach(
            port -> containers.put(port.path("name").asText(), port.path("containerPort").asInt()));
    configuration
        .at("/system/ports")
        .properties()
        .forEach(
            port -> assertThat(containers).containsEntry(port.getKey(), port.getValue().asInt()));
    assertThat(containers)
        .containsEntry("prometheus", configuration.at("/monitoring/prometheus/port").asInt());
    Set<String> given = texts(NODE.path("env"), "name");
    assertThat(Pattern.compile("\\$\\{(\\w+)}").matcher(text).results().map(m -> m.group(1)))
        .isNotEmpty()
        .allMatch(given::contains);
    assertThat(configuration.at("/cluster/discovery/service"))
        .isEqualTo(SET.at("/spec/template/metadata/labels/app"));
    assertThat(text).contains("password-file: /etc/novacron/database/");
  }
}
