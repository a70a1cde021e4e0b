package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.resource.Json;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Nic;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpecJsonPropertyTest {
  @Property(tries = 200)
  void whatIsWrittenIsReadBack(@ForAll("specs") VmSpec spec) throws IOException {
    String json = Json.strict().writeValueAsString(SpecJson.write(spec));

    assertThat(SpecJson.read(Json.strict().readTree(json))).isEqualTo(spec);
  }

  @Provide
  Arbitrary<VmSpec> specs() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 256),
            Arbitraries.integers().between(1, 1 << 24),
            boots(),
            disks().list().ofMinSize(1).ofMaxSize(16),
            nics().list().ofMaxSize(8),
            Arbitraries.of(Heartbeat.class),
            Arbitraries.longs(),
            Arbitraries.integers().between(0, 10_000_000))
        .as(SpecJsonPropertyTest::spec);
  }

  private static VmSpec spec(
      int cpus,
      int memoryMiB,
      Boot boot,
      List<Disk> disks,
      List<Nic> nics,
      Heartbeat heartbeat,
      long seed,
      int pages) {
    var workload = new Workload(seed, Math.min(memoryMiB, pages), pages);
    String driver = cpus % 2 == 0 ? "qemu" : "sim";
    return new VmSpec(
        driver, cpus, memoryMiB, "m-1." + cpus, "c" + cpus, boot, disks, nics, heartbeat, workload);
  }

  private static Arbitrary<String> paths() {
    return Arbitraries.strings().ofMaxLength(40).excludeChars('\0').map(text -> "/" + text);
  }

  private static Arbitrary<Boot> boots() {
    Arbitrary<Boot> kernels =
        Combinators.combine(paths(), paths().injectNull(0.3), paths()).as(Boot.FromKernel::new);
    return Arbitraries.oneOf(Arbitraries.just(new Boot.FromDisk()), kernels);
  }

  private static Arbitrary<Disk> disks() {
    var flags = Arbitraries.of(true, false);
    return Combinators.combine(paths(), Arbitraries.of(Disk.Format.class), flags, flags)
        .as(Disk::new);
  }

  private static Arbitrary<Nic> nics() {
    Arbitrary<String> macs =
        Arbitraries.of("52:54:00:12:34:56", "aa:BB:cc:00:11:22").injectNull(0.5);
    return Arbitraries.oneOf(
        macs.map(Nic.None::new),
        macs.map(Nic.User::new),
        macs.map(mac -> new Nic.Tap("tap7", mac)));
  }
}
