package io.novacron.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.hypervisor.HypervisorException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link HypervisorDriver}, the same for every driver: extend it, answer the
 * questions of {@link DriverFixture}, and every sentence of {@link GuestLifeContract}, {@link
 * MigrationContract} and this class is asked of the driver. Nothing here is about speed.
 */
public abstract class HypervisorDriverContract extends MigrationContract {
  @Test
  void aProbeGivesTheSameAnswerTwice() throws Exception {
    assertThat(driver("a").probe()).isEqualTo(driver("a").probe());
  }

  @Test
  void closingTwiceDoesNoHarm() throws Exception {
    startOn("a").destroy();
    driver("a").close();
    assertThat(restart("a").guests()).isEmpty();
  }

  @Test
  void aGuestThatDiesWithItsProcessIsGoneAfterwards() throws Exception {
    Assumptions.assumeFalse(guestsSurviveClose(), "guests of this driver outlive its process");
    Guest old = runningOn("a");
    HypervisorDriver again = restart("a");
    assertThat(old.state()).isEqualTo(GuestState.GONE);
    assertThat(get(old.ended())).isNotBlank();
    assertThat(again.guests()).isEmpty();
    assertThat(startOn("a").state()).isEqualTo(GuestState.RUNNING);
  }

  @Test
  void aGuestThatOutlivesItsProcessIsFoundAgain() throws Exception {
    assumeSurvival();
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
    assumeSurvival();
    runningOn("a").pause();
    Guest guest = restart("a").guests().getFirst();
    assertThat(guest.state()).isEqualTo(GuestState.PAUSED);
    guest.resume();
    awaitBeats(guest, 3);
  }

  @Test
  void aGuestThatWasFoundAgainCanMove() throws Exception {
    assumeSurvival();
    runningOn("a");
    Guest source = restart("a").guests().getFirst();
    IncomingGuest in = migrated(source);
    in.guest().resume();
    awaitBeats(in.guest(), 3);
  }

  @Test
  void aGuestThatHadArrivedIsKeptPaused() throws Exception {
    assumeSurvival();
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
    assumeSurvival();
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

  private void assumeSurvival() {
    Assumptions.assumeTrue(guestsSurviveClose(), "guests of this driver end with its process");
  }
}
