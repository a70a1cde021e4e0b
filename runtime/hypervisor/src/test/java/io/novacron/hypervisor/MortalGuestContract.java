package io.novacron.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link HypervisorDriverContract} of drivers whose guests die with the process that runs them. */
public abstract class MortalGuestContract extends HypervisorDriverContract {
  @Test
  void aGuestThatDiesWithItsProcessIsGoneAfterwards() throws Exception {
    Guest old = runningOn("a");
    HypervisorDriver again = restart("a");
    assertThat(old.state()).isEqualTo(GuestState.GONE);
    assertThat(get(old.ended())).isNotBlank();
    assertThat(again.guests()).isEmpty();
    assertThat(startOn("a").state()).isEqualTo(GuestState.RUNNING);
  }
}
