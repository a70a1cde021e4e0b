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
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MusterTest {
  private static final Token TOKEN = new Token(0, 2);

  private final SimulatedDriver driver = SimulatedDriver.create(SimulatedSettings.defaults());
  private final GuestKeeper keeper = new GuestKeeper(List.of(driver), 10_000, (_, _) -> {});
  private final List<String> shown = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private final NavigableMap<String, Believed> believed = new TreeMap<>();
  private final Muster muster =
      new Muster(
          keeper,
          (_, after, limit) -> first(limit, believed.tailMap(after, false)),
          "n1",
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

  private static SortedMap<String, Believed> first(int limit, NavigableMap<String, Believed> of) {
    var first = new TreeMap<String, Believed>();
    of.entrySet().stream().limit(limit).forEach(e -> first.put(e.getKey(), e.getValue()));
    return first;
  }

  @AfterEach
  void close() {
    driver.close();
  }

  /** Guests that are believed to be as they are. */
  private void guests(int from, int to) {
    for (int i = from; i < to; i++) {
      VmId vm = new VmId("vm-%04d".formatted(i));
      keeper.start(vm, new Grant("n1", TOKEN, "sim"), Specs.simulated(1));
      believed.put(vm.value(), new Believed(TOKEN, "running"));
    }
  }

  /** So that those whose turn it is are not among the ones looked for. */
  private void passTheFirst() {
    guests(0, 20);
    muster.next();
    shown.clear();
    guests(20, 60);
    believed.keySet().forEach(vm -> assertThat(keeper.find(new VmId(vm))).isPresent());
  }

  private static VmId last() {
    return new VmId("vm-0059");
  }

  @Test
  void showsAGuestThatIsNotAsBelieved() {
    passTheFirst();
    believed.put(last().value(), new Believed(TOKEN, "paused"));
    muster.next();
    assertThat(shown).hasSize(21).contains(last().value());
  }

  @Test
  void showsAGuestUnderAnotherGrant() {
    passTheFirst();
    believed.put(last().value(), new Believed(new Token(0, 5), "running"));
    muster.next();
    assertThat(shown).hasSize(21).contains(last().value());
  }

  @Test
  void showsAGuestOfWhichNothingIsKnown() {
    passTheFirst();
    believed.remove(last().value());
    muster.next();
    assertThat(shown).hasSize(21).contains(last().value());
  }

  @Test
  void showsEveryGuestInTurnAndOnlyAFewAtOnce() {
    guests(0, 60);
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      shown.clear();
      muster.next();
      assertThat(shown).hasSize(20);
      all.addAll(shown);
    }
    assertThat(all).hasSize(60);
  }

  @Test
  void looksAtPartAfterPartAndBeginsAgain() {
    guests(0, 20);
    guests(Muster.PART - 1, Muster.PART + 1);
    for (int i = 20; i < Muster.PART + 9; i++) {
      believed.put("vm-%04d".formatted(i), new Believed(TOKEN, "running"));
    }
    believed.put("vm-%04d".formatted(Muster.PART), new Believed(TOKEN, "paused"));

    assertThat(muster.next()).isFalse();
    assertThat(missed).hasSize(Muster.PART - 21);
    assertThat(shown).doesNotContain("vm-%04d".formatted(Muster.PART));
    shown.clear();
    missed.clear();
    assertThat(muster.next()).isTrue();
    assertThat(shown).contains("vm-%04d".formatted(Muster.PART));
    assertThat(missed).hasSize(8);
    missed.clear();
    assertThat(muster.next()).isFalse();
    assertThat(missed).hasSize(Muster.PART - 21);
  }

  @Test
  void missesAGuestThatShouldBeHere() {
    guests(0, 1);
    believed.put("lost", new Believed(TOKEN, "running"));
    muster.next();
    assertThat(missed).containsExactly("lost 0.2");
  }
}
