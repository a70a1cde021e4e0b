package io.novacron.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Boots the processes of profiles.
 *
 * @param runs of each order
 * @param idleRuns of these that are watched doing nothing afterwards
 * @param folder in which each has one of its own
 */
record Boots(int runs, int idleRuns, Duration idle, Path folder, Cleanup cleanup) {
  private static final Duration NONE = Duration.ZERO;

  /** Figures of {@code profile}, as JSON has them. */
  Map<String, Object> of(BootProfile profile) {
    try (BootStage stage = profile.open(folder.resolve(profile.label()), cleanup)) {
      Map<String, Object> json = figures(profile, stage).json(profile.label());
      json.put("settings", stage.describe());
      return json;
    } catch (RuntimeException e) {
      say(profile.label(), "cannot be measured: " + e);
      return Map.of("name", profile.label(), "unavailable", String.valueOf(e.getMessage()));
    }
  }

  private BootFigures figures(BootProfile profile, BootStage stage) {
    List<BootRun> parallel = new ArrayList<>();
    List<BootRun> sequential = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    warm(profile, stage);
    for (int run = 1; run <= runs; run++) {
      one(profile, stage, BootOrder.PARALLEL, run <= idleRuns ? idle : NONE, parallel, failures);
      one(profile, stage, BootOrder.SEQUENTIAL, NONE, sequential, failures);
    }
    return new BootFigures(runs, parallel, sequential, failures);
  }

  /** One that does not count: it makes tables, and has the system read files into memory. */
  private void warm(BootProfile profile, BootStage stage) {
    one(profile, stage, BootOrder.PARALLEL, NONE, new ArrayList<>(), new ArrayList<>());
  }

  private void one(
      BootProfile profile,
      BootStage stage,
      BootOrder order,
      Duration watched,
      List<BootRun> runs,
      List<String> failures) {
    Path own = folder.resolve("boot");
    try {
      BootRun run = BootWatch.time(stage, own, order, watched, cleanup);
      runs.add(run);
      say(profile.label(), order + " ready in " + BootFigures.rounded(run.readySeconds()) + " s");
    } catch (BootFailedException e) {
      failures.add(String.valueOf(e.getMessage()));
      say(profile.label(), order + " failed: " + e.getMessage());
    } finally {
      cleanup.remove(own);
    }
  }

  static void say(String what, String text) {
    System.err.println("boot " + what + ": " + text);
  }
}
