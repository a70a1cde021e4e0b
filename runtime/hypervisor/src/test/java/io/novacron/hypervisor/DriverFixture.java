package io.novacron.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * Two hosts, {@code a} and {@code b}, with a driver each, and what the sentences of the contract
 * need. Whatever a test leaves behind is destroyed after it.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
public abstract class DriverFixture {
  protected static final VmId VM = new VmId("contract");

  private final Map<String, HypervisorDriver> drivers = new HashMap<>();

  /**
   * Makes the driver of {@code host}. Two hosts share nothing; after a close, the same host asked
   * for again within one test is that host after a restart of the process. A test class is made
   * anew for each test, so a temporary directory as its field will do.
   */
  protected abstract HypervisorDriver create(String host) throws Exception;

  /**
   * A small VM with a heartbeat. Its guest keeps at least 4 MiB of memory other than zero, so that
   * an unread migration does not fit into the buffers between, and dirties memory slowly enough for
   * a fast reader.
   */
  protected abstract VmSpec spec();

  /** What guests run on, as the driver's report names it. */
  protected abstract String accelerator();

  /** Something that the guest writes on its console soon after its start. */
  protected abstract String consoleMark();

  /** Specs to be refused as invalid: a missing image, an unknown machine, an unknown CPU. */
  protected List<VmSpec> specsThatCannotRun() {
    VmSpec good = spec();
    return List.of(
        with(good, "nosuch-9.9", good.cpuModel(), good.heartbeat()),
        with(good, good.machine(), "nosuch", good.heartbeat()));
  }

  /** For how long anything is waited for; never what is expected. */
  protected Duration patience() {
    return Duration.ofSeconds(90);
  }

  /** What a migration in these tests may cost. */
  protected MigrationLimits limits() {
    return new MigrationLimits(Duration.ofMillis(500));
  }

  /** The driver of {@code host}, made when first asked for. */
  protected final HypervisorDriver driver(String host) throws Exception {
    HypervisorDriver driver = drivers.get(host);
    if (driver == null) {
      driver = create(host);
      drivers.put(host, driver);
    }
    return driver;
  }

  /** Ends the process of {@code host}, as far as its driver is concerned, and begins a new one. */
  protected final HypervisorDriver restart(String host) throws Exception {
    driver(host).close();
    drivers.remove(host);
    return driver(host);
  }

  protected final GuestSpec guestSpec(long position) {
    return new GuestSpec(VM, new Token(0, position), spec(), accelerator());
  }

  protected final Guest startOn(String host) throws Exception {
    return driver(host).start(guestSpec(1));
  }

  /** Started, and seen to run. */
  protected final Guest runningOn(String host) throws Exception {
    Guest guest = startOn(host);
    awaitBeats(guest, 3);
    return guest;
  }

  protected final IncomingGuest acceptOn(String host) throws Exception {
    return driver(host).accept(guestSpec(2));
  }

  protected final void awaitState(Guest guest, GuestState state) {
    await().atMost(patience()).until(guest::state, state::equals);
  }

  /** Waits for {@code more} beats from now on. */
  protected final void awaitBeats(Guest guest, int more) {
    long goal = guest.heartbeats().count() + more;
    await().atMost(patience()).until(() -> guest.heartbeats().count() >= goal);
  }

  /** Holds when {@code guest} stands still; what is under way to here may still arrive at first. */
  protected final void assertStandsStill(Guest guest) {
    await()
        .atMost(patience())
        .until(() -> {
          long before = guest.heartbeats().count();
          await().pollDelay(Duration.ofMillis(300)).until(() -> true);
          return guest.heartbeats().count() == before;
        });
  }

  protected final <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  protected static void assertFailsWith(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HypervisorException.class,
            e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }

  protected static VmSpec with(VmSpec s, String machine, String cpuModel, Heartbeat heartbeat) {
    return new VmSpec(
        s.driver(),
        s.cpus(),
        s.memoryMiB(),
        machine,
        cpuModel,
        s.boot(),
        s.disks(),
        s.nics(),
        heartbeat,
        s.workload());
  }

  @AfterEach
  final void leaveNothingBehind() throws Exception {
    for (String host : List.copyOf(drivers.keySet())) {
      try (HypervisorDriver driver = driver(host)) {
        driver.guests().forEach(Guest::destroy);
      }
    }
  }
}
