package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.bench.guest.GuestPackages;
import io.novacron.bench.guest.MissingPackageException;
import io.novacron.bench.guest.OltpGuest;
import io.novacron.bench.guest.OltpGuest.Writes;
import io.novacron.client.resource.EncodingResource;
import io.novacron.client.resource.Json;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.ReceiptResource;
import io.novacron.multijvm.link.LinkProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guest that works like a database goes to another site and, a minute later, back. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ReturnMigrationIT {
  private static final int MEMORY_MIB = 512;
  private static final Duration AWAY = Duration.ofMinutes(1);

  /** Of what the way there has cost. */
  private static final double MOST = 0.1;

  @TempDir private Path folder;

  private OltpGuest guest() throws IOException {
    try {
      return OltpGuest.make(folder, GuestPackages.folder(), MEMORY_MIB);
    } catch (MissingPackageException e) {
      return abort(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode spec(OltpGuest guest) {
    ObjectNode spec = Json.lenient().createObjectNode();
    spec.put("driver", "qemu").put("memoryMiB", guest.memoryMiB()).put("heartbeat", "serial");
    spec.putObject("boot")
        .put("type", "kernel")
        .put("kernel", guest.kernel().toString())
        .put("initrd", guest.initrd().toString())
        .put("cmdline", guest.cmdline(1, Writes.OLTP));
    return spec;
  }

  @Test
  void theWayBackCostsWhatHasChangedSince() throws IOException {
    OltpGuest guest = guest();
    try (var link = new EmulatedLink(LinkProfile.LAN, "a");
        var lab = lab(link);
        var copies = Copies.of(lab.cluster, folder, "n1", "n2")) {
      assumeTrue(lab.qemuMissing().isEmpty(), "QEMU: install qemu-system-x86");
      lab.run("oltp", spec(guest), "n1");
      Lab.patient().until(() -> lab.client.vms().console("oltp", 65536).contains(OltpGuest.READY));
      ReceiptResource there = move(lab, "n2");
      Lab.patient().during(AWAY).until(() -> copies.of("oltp").equals(Set.of("n2")));
      ReceiptResource back = move(lab, "n1");

      assertThat(back.wireBytes()).as("%s", back).isLessThan((long) (there.wireBytes() * MOST));
      assertThat(encoding(there).baseId()).isNull();
      assertThat(encoding(back).baseId()).hasSize(64);
      assertThat(sent(back)).isLessThanOrEqualTo(back.compressedBytes());
      assertThat(copies.doubles()).isEmpty();
    }
  }

  private Lab lab(EmulatedLink link) {
    return Lab.start(
        ClusterOfJvms.in(folder).node("n1", "a").node("n2", "b").link(link).drivers("qemu"),
        folder,
        2);
  }

  /** The receipt has the digest of the stream, the same on both sides. */
  private static ReceiptResource move(Lab lab, String target) {
    MigrationResource moved = lab.endedMigration(lab.ended(lab.migrate("oltp", target)).id());
    assertThat(moved.state()).as("%s", moved).isEqualTo(MigrationResource.COMPLETED);
    ReceiptResource receipt = Objects.requireNonNull(moved.receipt());
    assertThat(receipt.streamSha256()).hasSize(64);
    return receipt;
  }

  private static EncodingResource encoding(ReceiptResource receipt) {
    return Objects.requireNonNull(receipt.encoding());
  }

  private static long sent(ReceiptResource receipt) {
    EncodingResource e = encoding(receipt);
    return e.framingBytes() + e.stages().stream().mapToLong(EncodingResource.Stage::bytesOut).sum();
  }
}
