package io.novacron.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.control.Specs;
import io.novacron.hypervisor.sim.SimulatedDriver;
import io.novacron.hypervisor.sim.SimulatedSettings;
import io.novacron.vm.Believed;
import io.novacron.vm.Grant;
import io.novacron.vm.Observed;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MusterTest {
  private static final Token TOKEN = new Token(0, 2);

  private final SimulatedDriver driver = SimulatedDriver.create(SimulatedSettings.defaults());
  private final GuestKeeper keeper = new GuestKeeper(List.of(driver), 1_000, (_, _) -> {});
  private final List<String> shown = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private final Map<VmId, Believed> believed = new HashMap<>();
  private final Muster muster =
      new Muster(
          keeper,
          new Muster.Listener() {
            @Override
            public void shown(VmId vm, Observed guest, long nanos) {
              shown.add(vm.value());
            }

            @Override
            public void missed(VmId vm, Token token) {
              missed.add(vm + " " + token);
            }
          });

  @AfterEach
  void close() {
    driver.close();
  }

  /** Guests that are believed to be as they are. */
  private void guests(int from, int to) {
    for (int i = from; i < to; i++) {
      VmId vm = new VmId("vm-%03d".formatted(i));
      keeper.start(vm, new Grant("n1", TOKEN, "sim"), Specs.simulated(1));
      believed.put(vm, new Believed(TOKEN, "running"));
    }
  }

  /** So that those whose turn it is are not among the ones looked for. */
  private void passTheFirst() {
    guests(0, 20);
    muster.against(believed);
    shown.clear();
    guests(20, 60);
    believed.keySet().forEach(vm -> assertThat(keeper.find(vm)).isPresent());
  }

  private static VmId last() {
    return new VmId("vm-059");
  }

  @Test
  void showsAGuestThatIsNotAsBelieved() {
    passTheFirst();
    believed.put(last(), new Believed(TOKEN, "paused"));
    muster.against(believed);
    assertThat(shown).hasSize(21).contains(last().value());
  }

  @Test
  void showsAGuestUnderAnotherGrant() {
    passTheFirst();
    believed.put(last(), new Believed(new Token(0, 5), "running"));
    muster.against(believed);
    assertThat(shown).hasSize(21).contains(last().value());
  }

  @Test
  void showsAGuestOfWhichNothingIsKnown() {
    passTheFirst();
    believed.remove(last());
    muster.against(believed);
    assertThat(shown).hasSize(21).contains(last().value());
  }

  @Test
  void showsEveryGuestInTurnAndOnlyAFewAtOnce() {
    guests(0, 60);
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      shown.clear();
      muster.against(believed);
      assertThat(shown).hasSize(20);
      all.addAll(shown);
    }
    assertThat(all).hasSize(60);
  }

  @Test
  void missesAGuestThatShouldBeHere() {
    guests(0, 1);
    believed.put(new VmId("lost"), new Believed(TOKEN, "running"));
    muster.against(believed);
    assertThat(missed).containsExactly("lost 0.2");
  }
}
