package io.novacron.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.hde.HeldImages;
import io.novacron.dwcp.hde.TheirPages;
import io.novacron.vm.Boot;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What migrations find and leave in the stores of two hosts. */
class CheckpointsTest {
  private static final VmId WEB = new VmId("web");
  private static final long BYTES = 3 << 20;
  private static final long BOUND = 1 << 30;

  @TempDir private Path folder;

  private static VmSpec spec(String cmdline) {
    return new VmSpec(
        "qemu",
        1,
        64,
        "pc-i440fx-7.2",
        "Nehalem",
        new Boot.FromKernel("/k", null, cmdline),
        List.of(),
        List.of(),
        Heartbeat.NONE,
        Workload.IDLE);
  }

  private Checkpoints host(String name) {
    return Checkpoints.open(folder.resolve(name), BOUND, InstantSource.system());
  }

  private static void hold(MigrationImages images, String base, int value) throws IOException {
    try (var held = images.open(BYTES, base.isEmpty() ? null : base)) {
      held.bytes().set(ValueLayout.JAVA_INT, HeldImages.MARGIN + 4096L, value);
    }
  }

  @Test
  void bothHostsKeepTheSameUnderTheSameId() throws IOException {
    try (var a = host("a");
        var b = host("b")) {
      for (Checkpoints host : List.of(a, b)) {
        MigrationImages images = host.of(WEB, spec(""));
        hold(images, "", 7);
        images.keep();
      }
      List<String> there = a.of(WEB, spec("")).offer().bases();
      assertThat(there).hasSize(1).isEqualTo(b.of(WEB, spec("")).offer().bases());
      MigrationImages next = a.of(WEB, spec(""));
      try (var held = next.open(BYTES, there.getFirst())) {
        assertThat(held.bytes().get(ValueLayout.JAVA_INT, HeldImages.MARGIN + 4096L)).isEqualTo(7);
      }
      next.discard();
    }
  }

  @Test
  void theNextCheckpointOfAVmTakesThePlaceOfTheLast() throws IOException {
    try (var a = host("a")) {
      for (int value = 1; value <= 3; value++) {
        MigrationImages images = a.of(WEB, spec(""));
        hold(images, images.offer().bases().stream().findFirst().orElse(""), value);
        images.keep();
      }
      assertThat(a.of(WEB, spec("")).offer().bases()).hasSize(1);
    }
  }

  @Test
  void whatIsOfAVmMadeAlikeIsOfferedAfterItsOwn() throws IOException {
    try (var a = host("a")) {
      int value = 0;
      for (VmId vm : List.of(WEB, new VmId("db"), new VmId("other"))) {
        MigrationImages images = a.of(vm, spec(vm.value().equals("other") ? "other" : ""));
        hold(images, "", ++value);
        images.keep();
        assertThat(a.of(vm, spec("")).offer().bases()).isNotEmpty();
      }
      List<String> web = a.of(WEB, spec("")).offer().bases();
      List<String> db = a.of(new VmId("db"), spec("")).offer().bases();
      assertThat(web).hasSize(2).containsExactlyElementsOf(db.reversed());
    }
  }

  @Test
  void hashesAreToldOfTheVmsOwnPagesAlone() throws IOException {
    try (var a = host("a")) {
      MigrationImages images = a.of(WEB, spec(""));
      hold(images, "", 7);
      images.keep();
      HeldImages.Offer own = a.of(WEB, spec("")).offer();
      HeldImages.Offer ofKin = a.of(new VmId("db"), spec("")).offer();
      assertThat(own.own()).isTrue();
      assertThat(ofKin.bases()).isEqualTo(own.bases());
      assertThat(ofKin.own()).isFalse();
      String id = own.bases().getFirst();
      var hash = images.hash(new byte[16]);
      byte[] image = new byte[(int) BYTES];
      MemorySegment.ofArray(image).set(ValueLayout.JAVA_INT_UNALIGNED, 4096, 7);
      assertThat(a.of(WEB, spec("")).hashes(id, hash))
          .isEqualTo(TheirPages.hashes(MemorySegment.ofArray(image), hash));
      MigrationImages kin = a.of(new VmId("db"), spec(""));
      assertThatThrownBy(() -> kin.hashes(id, hash)).hasMessageContaining("are told");
    }
  }

  @Test
  void whatDidNotCommitLeavesNothing() throws IOException {
    try (var a = host("a")) {
      MigrationImages images = a.of(WEB, spec(""));
      hold(images, "", 1);
      images.discard();
      assertThat(a.of(WEB, spec("")).offer().bases()).isEmpty();
      assertThatThrownBy(() -> images.open(BYTES, null)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCheckpointOfAnotherSizeIsRefused() throws IOException {
    try (var a = host("a")) {
      MigrationImages images = a.of(WEB, spec(""));
      hold(images, "", 1);
      images.keep();
      MigrationImages next = a.of(WEB, spec(""));
      String id = next.offer().bases().getFirst();
      assertThatThrownBy(() -> next.open(BYTES * 2, id)).hasMessageContaining("bytes");
    }
  }

  @Test
  void aFolderThatAnotherHasIsNoReasonNotToMigrate() throws IOException {
    try (var first = host("a");
        var second = host("a")) {
      assertThat(first.of(WEB, spec("")).offer().roomBytes()).isPositive();
      assertThat(second.of(WEB, spec("")).offer()).isEqualTo(HeldImages.Offer.NOTHING);
    }
  }

  @Test
  void nothingIsKeptWithoutABound() {
    try (var none = Checkpoints.open(folder, 0, InstantSource.system())) {
      assertThat(none.of(WEB, spec("")).offer()).isEqualTo(HeldImages.Offer.NOTHING);
      assertThat(folder).isEmptyDirectory();
    }
  }
}
