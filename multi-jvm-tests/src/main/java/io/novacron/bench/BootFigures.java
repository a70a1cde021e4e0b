package io.novacron.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What many boots of one profile come to. Every figure is a median.
 *
 * @param runs boots asked for of each order
 * @param parallel boots that succeeded
 * @param sequential boots that succeeded
 * @param failures why the others did not
 */
record BootFigures(
    int runs, List<BootRun> parallel, List<BootRun> sequential, List<String> failures) {
  /** On which the bound by processor time is reckoned. */
  static final int CPUS = 2;

  BootFigures {
    parallel = List.copyOf(parallel);
    sequential = List.copyOf(sequential);
    failures = List.copyOf(failures);
  }

  /** How much sooner the components are up when they need not wait for each other. */
  double speedup() {
    return median(sequential, run -> run.part().total()) / median(parallel, r -> r.part().total());
  }

  /**
   * What it could be at best: all work by whichever is longer, the chain that worked longest, or
   * the processors at full load. All from the boots one by one.
   */
  double criticalPathSpeedup() {
    double cpu = median(sequential, run -> run.part().cpu());
    double path = median(sequential, run -> run.part().path());
    return median(sequential, run -> run.part().work()) / Math.max(path, cpu / CPUS);
  }

  /** As JSON has it. */
  Map<String, Object> json(String name) {
    var all = new LinkedHashMap<String, Object>();
    all.put("name", name);
    all.put("runs", runs);
    all.put("failures", failures.size());
    if (parallel.isEmpty() || sequential.isEmpty()) {
      all.put("unavailable", failures.isEmpty() ? "no run was asked for" : failures.getFirst());
      return all;
    }
    addContract(all);
    addInputs(all);
    if (!failures.isEmpty()) {
      all.put("firstFailure", failures.getFirst());
    }
    return all;
  }

  private void addContract(Map<String, Object> all) {
    all.put("parallelSeconds", rounded(median(parallel, BootRun::readySeconds)));
    all.put("sequentialSeconds", rounded(median(sequential, BootRun::readySeconds)));
    all.put("speedup", rounded(speedup()));
    all.put("criticalPathSpeedup", rounded(criticalPathSpeedup()));
    all.put("rssMiB", Math.round(median(parallel, BootRun::rssMiB)));
    all.put("cpuSeconds", rounded(median(parallel, BootRun::cpuSeconds)));
    idleShares()
        .average()
        .ifPresent(_ -> all.put("idleCpuShare", rounded(median(idleShares().toArray()))));
  }

  private void addInputs(Map<String, Object> all) {
    all.put("shareOfCriticalPathSpeedup", rounded(speedup() / criticalPathSpeedup()));
    all.put("parallelPartSeconds", rounded(median(parallel, run -> run.part().total())));
    all.put("sequentialPartSeconds", rounded(median(sequential, run -> run.part().total())));
    all.put("workSeconds", rounded(median(sequential, run -> run.part().work())));
    all.put("pathSeconds", rounded(median(sequential, run -> run.part().path())));
    all.put("partCpuSeconds", rounded(median(sequential, run -> run.part().cpu())));
    all.put("parallelPartCpuSeconds", rounded(median(parallel, run -> run.part().cpu())));
    all.put("saidSeconds", rounded(median(parallel, BootRun::saidSeconds)));
    all.put(
        "slowestSeconds",
        rounded(parallel.stream().mapToDouble(BootRun::readySeconds).max().orElse(0)));
  }

  private DoubleStream idleShares() {
    return parallel.stream().flatMapToDouble(run -> run.idleCpuShare().stream());
  }

  private static double median(List<BootRun> of, ToDoubleFunction<BootRun> figure) {
    return median(of.stream().mapToDouble(figure).toArray());
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(double... figures) {
    double[] sorted = DoubleStream.of(figures).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  static double rounded(double figure) {
    return Math.round(figure * 1000) / 1000.0;
  }
}
