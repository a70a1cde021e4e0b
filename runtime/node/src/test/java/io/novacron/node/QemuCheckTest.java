package io.novacron.node;

import static io.novacron.doctor.Level.FAULT;
import static io.novacron.doctor.Level.OK;
import static io.novacron.doctor.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.doctor.Finding;
import io.novacron.doctor.Level;
import io.novacron.hypervisor.qemu.QemuCheckup.Kvm;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuCheckTest {
  private static void is(Level level, Finding finding) {
    assertThat(finding.level()).as("%s", finding).isEqualTo(level);
    assertThat(finding.remedy().isEmpty()).as("%s", finding).isEqualTo(level == OK);
  }

  @Test
  void everyStateOfKvmHasItsRemedy() {
    is(OK, QemuCheck.kvm(new Kvm.Faster(1_000, 10)));
    is(WARNING, QemuCheck.kvm(new Kvm.Slower(1, 1_176)));
    is(WARNING, QemuCheck.kvm(new Kvm.Unknown("belongs to somebody else")));
    is(WARNING, QemuCheck.kvm(new Kvm.Absent()));
    is(WARNING, QemuCheck.kvm(new Kvm.Forbidden()));
    assertThat(QemuCheck.kvm(new Kvm.Forbidden()).remedy()).startsWith("usermod -aG kvm ");
  }

  @Test
  void anOldQemuIsReported() {
    is(OK, QemuCheck.version("7.2.22"));
    is(OK, QemuCheck.version("10.0.2"));
    is(WARNING, QemuCheck.version("7.1.0"));
    is(WARNING, QemuCheck.version("nonsense"));
  }

  /** Whichever of both this machine has: a node starts, and guests of the simulator run. */
  @Test
  void whatIsThereIsMeasuredAndNeverKeepsANodeFromStarting() {
    List<Finding> found = new QemuCheck().look();
    assertThat(found).isNotEmpty().noneMatch(finding -> finding.level() == FAULT);
    assertThat(found.getFirst().measured()).containsIgnoringCase("qemu");
  }
}
