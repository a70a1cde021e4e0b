package io.novacron.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.InvalidSpecException;
import io.novacron.vm.Nic;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import org.jspecify.annotations.Nullable;

/** A {@link VmSpec} as the API's JSON, see docs/api.md; reading what was written gives it back. */
public final class SpecJson {
  private SpecJson() {}

  /**
   * Reads what a user wrote.
   *
   * @throws InvalidSpecException with every violation found, unknown fields and wrong types
   *     included; fields are paths within the spec, such as {@code disks[0].path}
   */
  public static VmSpec read(JsonNode spec) {
    return new SpecReader().read(spec);
  }

  /** All fields, defaults written out; null for no workload. */
  public static ObjectNode write(VmSpec spec) {
    ObjectNode json = object();
    json.put("driver", spec.driver());
    json.put("cpus", spec.cpus());
    json.put("memoryMiB", spec.memoryMiB());
    json.put("machine", spec.machine());
    json.put("cpuModel", spec.cpuModel());
    json.set("boot", boot(spec.boot()));
    var disks = json.putArray("disks");
    spec.disks().forEach(disk -> disks.add(disk(disk)));
    var nics = json.putArray("nics");
    spec.nics().forEach(nic -> nics.add(nic(nic)));
    json.put("heartbeat", Fields.word(spec.heartbeat()));
    json.set("workload", workload(spec.workload()));
    return json;
  }

  private static ObjectNode boot(Boot boot) {
    return switch (boot) {
      case Boot.FromDisk() -> object().put("type", "disk");
      case Boot.FromKernel(var kernel, var initrd, var cmdline) ->
          object()
              .put("type", "kernel")
              .put("kernel", kernel)
              .put("initrd", initrd)
              .put("cmdline", cmdline);
    };
  }

  private static ObjectNode disk(Disk disk) {
    return object()
        .put("path", disk.path())
        .put("format", Fields.word(disk.format()))
        .put("readOnly", disk.readOnly())
        .put("shared", disk.shared());
  }

  private static ObjectNode nic(Nic nic) {
    return switch (nic) {
      case Nic.None(var mac) -> object().put("type", "none").put("mac", mac);
      case Nic.User(var mac) -> object().put("type", "user").put("mac", mac);
      case Nic.Tap(var device, var mac) ->
          object().put("type", "tap").put("device", device).put("mac", mac);
    };
  }

  private static @Nullable ObjectNode workload(Workload workload) {
    return workload.equals(Workload.IDLE)
        ? null
        : object()
            .put("seed", workload.seed())
            .put("workingSetMiB", workload.workingSetMiB())
            .put("dirtyPagesPerSecond", workload.dirtyPagesPerSecond());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
