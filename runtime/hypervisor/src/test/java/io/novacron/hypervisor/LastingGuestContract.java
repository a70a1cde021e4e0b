package io.novacron.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.hypervisor.HypervisorException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@link HypervisorDriverContract} of drivers whose guests outlive the process that runs them. */
public abstract class LastingGuestContract extends HypervisorDriverContract {
  @Test
  void aGuestThatOutlivesItsProcessIsFoundAgain() throws Exception {
    runningOn("a");
    HypervisorDriver again = restart("a");
    assertThat(again.guests()).extracting(Guest::spec).containsExactly(guestSpec(1));
    Guest guest = again.guests().getFirst();
    assertThat(guest.state()).isEqualTo(GuestState.RUNNING);
    awaitBeats(guest, 3);
    assertFailsWith(Kind.GUEST_EXISTS, () -> again.start(guestSpec(2)));
    guest.pause();
    assertThat(guest.state()).isEqualTo(GuestState.PAUSED);
    guest.stop(Duration.ZERO);
    assertGone(guest);
  }

  @Test
  void aPausedGuestIsFoundPausedAgain() throws Exception {
    runningOn("a").pause();
    Guest guest = restart("a").guests().getFirst();
    assertThat(guest.state()).isEqualTo(GuestState.PAUSED);
    guest.resume();
    awaitBeats(guest, 3);
  }

  @Test
  void aGuestThatWasFoundAgainCanMove() throws Exception {
    runningOn("a");
    Guest source = restart("a").guests().getFirst();
    IncomingGuest in = migrated(source);
    in.guest().resume();
    awaitBeats(in.guest(), 3);
  }

  @Test
  void aGuestThatHadArrivedIsKeptPaused() throws Exception {
    migrated(runningOn("a"));
    HypervisorDriver again = restart("b");
    assertThat(again.guests()).extracting(Guest::spec).containsExactly(guestSpec(2));
    Guest guest = again.guests().getFirst();
    assertThat(guest.state()).isEqualTo(GuestState.PAUSED);
    guest.resume();
    awaitBeats(guest, 3);
  }

  @Test
  void aSealedGuestIsFoundSealedAndCanGoOn() throws Exception {
    migrated(runningOn("a"));
    Guest source = restart("a").guests().getFirst();
    assertThat(source.state()).isEqualTo(GuestState.SEALED);
    source.resume();
    awaitBeats(source, 3);
  }

  @Test
  void aGuestWhoseStreamBrokeWithTheProcessIsNotFoundAgain() throws Exception {
    Guest incoming = acceptOn("b").guest();
    assertThat(incoming.state()).isEqualTo(GuestState.INCOMING);
    HypervisorDriver again = restart("b");
    assertThat(again.guests()).isEmpty();
    assertThat(startOn("b").state()).isEqualTo(GuestState.RUNNING);
  }
}
