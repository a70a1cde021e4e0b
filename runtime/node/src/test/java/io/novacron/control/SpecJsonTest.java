package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.novacron.client.resource.Json;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.InvalidSpecException;
import io.novacron.vm.Nic;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpecJsonTest {
  private static final String FULL =
      """
      {"driver":"qemu","cpus":2,"memoryMiB":128,"machine":"pc-q35-7.2","cpuModel":"Haswell",\
      "boot":{"type":"kernel","kernel":"/k","initrd":null,"cmdline":"quiet"},\
      "disks":[{"path":"/d","format":"qcow2","readOnly":true,"shared":true}],\
      "nics":[{"type":"none","mac":null},{"type":"user","mac":"52:54:00:12:34:56"},\
      {"type":"tap","device":"tap0","mac":null}],\
      "heartbeat":"debugcon","workload":{"seed":1,"workingSetMiB":8,"dirtyPagesPerSecond":500}}\
      """;

  private static VmSpec read(String json) {
    return SpecJson.read(tree(json));
  }

  private static JsonNode tree(String json) {
    try {
      return Json.strict().readTree(json);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> violations(String json) {
    return violations(tree(json));
  }

  private static List<String> violations(JsonNode json) {
    var thrown = catchThrowableOfType(InvalidSpecException.class, () -> SpecJson.read(json));
    return thrown.violations().stream().map(Object::toString).toList();
  }

  @Test
  void everyFieldIsReadAndWrittenBack() {
    VmSpec spec = read(FULL);

    assertThat(spec)
        .isEqualTo(
            new VmSpec(
                "qemu",
                2,
                128,
                "pc-q35-7.2",
                "Haswell",
                new Boot.FromKernel("/k", null, "quiet"),
                List.of(new Disk("/d", Disk.Format.QCOW2, true, true)),
                List.of(
                    new Nic.None(null),
                    new Nic.User("52:54:00:12:34:56"),
                    new Nic.Tap("tap0", null)),
                Heartbeat.DEBUGCON,
                new Workload(1, 8, 500)));
    assertThat(SpecJson.write(spec)).hasToString(FULL);
  }

  @Test
  void whatIsLeftOutOrNullTakesItsDefault() {
    String defaults =
        """
        {"driver":"qemu","cpus":1,"memoryMiB":64,"machine":"pc-i440fx-7.2","cpuModel":"Nehalem",\
        "boot":{"type":"disk"},\
        "disks":[{"path":"/d","format":"raw","readOnly":false,"shared":false}],"nics":[],\
        "heartbeat":"none","workload":null}\
        """;
    String asked =
        "{\"memoryMiB\":64,\"disks\":[{\"path\":\"/d\",\"format\":\"raw\"}],\"nics\":null}";

    assertThat(SpecJson.write(read(asked))).hasToString(defaults);
  }

  @Test
  void theSimulatorHasItsOwnDefaults() {
    VmSpec spec = read("{\"driver\":\"sim\",\"memoryMiB\":16,\"workload\":{}}");

    assertThat(spec.machine()).isEqualTo("sim-1.0");
    assertThat(spec.cpuModel()).isEqualTo("sim64");
    assertThat(spec.workload()).isEqualTo(Workload.IDLE);
  }

  @Test
  void anUnknownFieldIsRefusedWithTheNearestKnownName() {
    assertThat(violations("{\"driver\":\"sim\",\"memoryMib\":16,\"colour\":1}"))
        .containsExactly(
            "memoryMib: is unknown; did you mean 'memoryMiB'?",
            "colour: is unknown",
            "memoryMiB: is missing");
  }

  @Test
  void everythingWrongIsSaidAtOnceWithItsPath() {
    assertThat(
            violations(
                """
                {"driver":"xen","cpus":0,"memoryMiB":-5,"machine":"pc","cpuModel":"host",
                 "boot":{"type":"kernal","kernel":"x"},
                 "disks":[{"path":"d","format":"vmdk","readOnly":"yes","shared":1,"x":1}, 7],
                 "nics":[{"type":"tap"},{"type":"wifi"},{"type":"user","device":"e"},
                         {"mac":"zz"}],
                 "heartbeat":"seral","workload":{"seed":1.5,"workingSetMiB":"a"}}
                """))
        .containsExactlyInAnyOrder(
            "driver: must be qemu or sim",
            "cpus: must be 1 to 256, got 0",
            "memoryMiB: must be 1 to 16777216 MiB, got -5",
            "machine: must be a versioned machine type such as pc-i440fx-7.2, got 'pc'",
            "cpuModel: must name a CPU model, and not host or max, which differ from host to host",
            "boot.type: must be one of disk, kernel, got 'kernal'; did you mean 'kernel'?",
            "disks[0].path: must be an absolute path of at most 4096 characters",
            "disks[0].format: must be one of raw, qcow2, got 'vmdk'",
            "disks[0].readOnly: must be true or false, got the text 'yes'",
            "disks[0].shared: must be true or false, got 1",
            "disks[0].x: is unknown",
            "disks[1]: must be an object, got 7",
            "nics[0].device: is missing",
            "nics[1].type: must be one of none, user, tap, got 'wifi'",
            "nics[2].device: is unknown",
            "nics[3].type: is missing",
            "nics[3].mac: must be six hex octets such as 52:54:00:12:34:56",
            "heartbeat: must be one of none, serial, debugcon, got 'seral'; did you mean 'serial'?",
            "workload.seed: must be a whole number below 2^63, got 1.5",
            "workload.workingSetMiB: must be a whole number below 2^31, got the text 'a'");
  }

  @Test
  void aSpecThatIsNoObjectIsRefused() {
    assertThat(violations("[]")).containsExactly("spec: must be an object, got a list");
    assertThat(violations(NullNode.getInstance()))
        .containsExactly("spec: must be an object, got nothing");
    assertThat(violations("{\"memoryMiB\":[],\"boot\":3,\"disks\":{},\"driver\":\"sim\"}"))
        .containsExactly(
            "memoryMiB: must be a whole number below 2^31, got a list",
            "boot: must be an object, got 3",
            "disks: must be a list, got an object");
  }

  @Test
  void sizesAreBounded() {
    String disks = "{\"path\":\"/d\",\"format\":\"raw\"},".repeat(99_999);
    String many = "{\"memoryMiB\":1,\"disks\":[" + disks + "{\"path\":\"/d\",\"format\":\"raw\"}]}";
    String unknown =
        String.join(",", IntStream.range(0, 5000).mapToObj(i -> "\"u" + i + "\":0").toList());

    assertThat(violations(many)).containsExactly("disks: at most 16, got 100000");
    assertThat(violations("{\"memoryMiB\":1,\"machine\":\"" + "a".repeat(9999) + "\"}"))
        .contains("machine: is longer than 4096 characters");
    assertThat(violations("{" + unknown + "}")).hasSize(100);
    assertThat(violations("{\"" + "a".repeat(9999) + "\":1}").getFirst()).hasSizeLessThan(100);
  }
}
