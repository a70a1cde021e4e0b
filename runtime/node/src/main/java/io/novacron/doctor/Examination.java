package io.novacron.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at many things at the same time, and waits for none longer than it may take. */
public final class Examination {
  private Examination() {}

  /** What {@code checks} found, in their order. */
  public static List<Finding> of(List<Check> checks) {
    long begin = System.nanoTime();
    List<CompletableFuture<List<Finding>>> looks = checks.stream().map(Examination::begun).toList();
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      found.addAll(result(checks.get(i), looks.get(i), begin));
    }
    return List.copyOf(found);
  }

  /** A thread of the system's: a look-up of a name that hangs would hold up virtual ones. */
  private static CompletableFuture<List<Finding>> begun(Check check) {
    var look = new CompletableFuture<List<Finding>>();
    Thread.ofPlatform().daemon().name("check-" + check.name()).start(() -> complete(check, look));
    return look;
  }

  private static void complete(Check check, CompletableFuture<List<Finding>> look) {
    try {
      look.complete(check.look());
    } catch (Throwable t) {
      look.completeExceptionally(t);
    }
  }

  private static List<Finding> result(
      Check check, CompletableFuture<List<Finding>> look, long begin) {
    long left = check.limit().toNanos() - (System.nanoTime() - begin);
    try {
      return look.get(Math.max(1, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return List.of(hung(check));
    } catch (ExecutionException e) {
      return List.of(failed(check, e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(failed(check, e));
    }
  }

  private static Finding hung(Check check) {
    return new Finding(
        check.name(),
        check.silence(),
        "no answer within " + check.limit().toSeconds() + " s",
        "Look whether names are resolved (getent hosts NAME) and disks answer (dmesg), then try"
            + " again.");
  }

  private static Finding failed(Check check, Throwable why) {
    return new Finding(
        check.name(), check.silence(), "could not look: " + why, "Remove what is in the way.");
  }
}
