package io.novacron.api.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.novacron.client.resource.ClusterResource;
import io.novacron.client.resource.DriverResource;
import io.novacron.client.resource.EncodingResource;
import io.novacron.client.resource.MemberResource;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.ModeInputsResource;
import io.novacron.client.resource.ModeResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.PeerRttResource;
import io.novacron.client.resource.ProgressResource;
import io.novacron.client.resource.ReceiptResource;
import io.novacron.client.resource.TurningPoint;
import io.novacron.client.resource.VmResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One resource of each kind. */
final class Samples {
  static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

  private Samples() {}

  static ModeResource mode() {
    var peer = new PeerRttResource("n2", "pekko://novacron@127.0.0.1:25521", 0.75, 5, 5);
    return new ModeResource(
        "n1",
        "datacenter",
        "datacenter",
        0.9,
        false,
        false,
        AT,
        new ModeInputsResource(AT, List.of(peer), false, 10_000_000_000L, null),
        List.of("round trips are short"));
  }

  static VmResource vm(String name) {
    var spec = JsonNodeFactory.instance.objectNode().put("cpus", 1);
    return new VmResource(
        name,
        7,
        "running",
        "n1",
        true,
        null,
        "tcg",
        "0.3",
        null,
        null,
        null,
        null,
        Map.of("tier", "web"),
        spec,
        AT,
        AT.plusNanos(123_456_000));
  }

  static OperationResource operation() {
    return new OperationResource(
        "web1.5",
        "migrate",
        "web1",
        "running",
        "web1.5",
        true,
        null,
        AT,
        AT,
        null,
        AT.plusSeconds(600),
        progress());
  }

  static ProgressResource progress() {
    return new ProgressResource("pre-copy", 3, 1000, 400, 900, 800, 300, 50, 20, 80.5, null, 4);
  }

  static MigrationResource migration() {
    return new MigrationResource(
        "web1.5",
        "web1",
        "n1",
        "n2",
        "completed",
        null,
        "n3",
        300,
        AT,
        AT,
        AT,
        List.of(new TurningPoint("requested", AT)),
        progress(),
        new ReceiptResource(
            1000, 900, 300, 310, 4, 3000, 61.5, "heartbeat", "n1", 4, 300, "ab", 64, encoding()));
  }

  private static EncodingResource encoding() {
    var stage = new EncodingResource.Stage("delta", 800, 200, 0.5);
    return new EncodingResource(List.of(stage), 100, "cd", 900, 400);
  }

  static NodeResource node(String id) {
    var driver =
        new DriverResource(
            "qemu",
            true,
            "",
            "7.2.22",
            List.of("tcg"),
            List.of("pc-i440fx-7.2"),
            List.of("Nehalem"));
    return new NodeResource(
        id,
        "eu",
        "127.0.0.1:25520",
        "http://127.0.0.1:8080",
        "up",
        true,
        null,
        2,
        4096,
        128,
        1,
        List.of(driver),
        "0.1.0");
  }

  static ClusterResource cluster() {
    String address = "pekko://novacron@127.0.0.1:25520";
    return new ClusterResource(
        List.of(new MemberResource(address, "n1", "eu", "up", true, true, true)), address);
  }
}
