package io.novacron.node;

import static java.util.stream.Collectors.toMap;

import io.novacron.agent.GuestFigures;
import io.novacron.agent.MigrationTotals;
import io.novacron.control.DatabaseWatch;
import io.novacron.control.HostReport;
import io.novacron.control.Hosts;
import io.novacron.control.Hosts.Host;
import io.novacron.metrics.Metrics;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The figures of a node, served at {@code /metrics}. */
final class Figures {
  private static final long MIB = 1L << 20;

  private Figures() {}

  static Metrics of(Hosts hosts, GuestFigures guests, DatabaseWatch database, ModePart mode) {
    var metrics = new Metrics();
    metrics.gauge(
        "novacron_guest_heartbeats",
        "Heartbeats of a guest on this node that this process has seen: they grow while it runs.",
        "vm",
        guests::heartbeats);
    metrics.gauge(
        "novacron_database_up",
        "Whether the database answered when it was last asked.",
        () -> database.answers() ? 1 : 0);
    addMigrations(metrics, guests.migrations());
    addHosts(metrics, hosts);
    addMode(metrics, mode);
    return metrics;
  }

  /** Of what is done now and then. */
  static void addUpkeep(Metrics metrics, List<Job> jobs, CertificateJob certificates) {
    metrics.gauge(
        "novacron_job_last_success_timestamp_seconds",
        "When a job of this node was last done, and found nothing wrong.",
        "job",
        () ->
            jobs.stream()
                .filter(job -> job.done().isPresent())
                .collect(toMap(Job::name, job -> job.done().orElseThrow().getEpochSecond())));
    CounterWithCallback.builder()
        .name("novacron_job_runs_total")
        .help("How often a job of this node came to an end, by outcome: done, failed or late.")
        .labelNames("job", "outcome")
        .callback(runs ->
            jobs.forEach(job ->
                job.runs().forEach((outcome, times) -> runs.call(times, job.name(), outcome))))
        .register(metrics.registry());
    // None rather than 0 where there is none: an alert for an end that is near would take 0 for
    // one.
    metrics.gauge(
        "novacron_certificate_expiry_timestamp_seconds",
        "When the certificate of this node ends.",
        "certificate",
        () -> moment("node", certificates.until()));
  }

  private static Map<String, Number> moment(String of, Optional<Instant> at) {
    return at.map(instant -> Map.of(of, (Number) instant.getEpochSecond())).orElseGet(Map::of);
  }

  private static void addMigrations(Metrics metrics, MigrationTotals totals) {
    counter(
        metrics,
        "novacron_migration_bytes_total",
        "Bytes of migrations out of this node: stream as hypervisors wrote it, wire as it was sent,"
            + " and zstd_out as zstd -3 made of zstd_in, a part of the stream.",
        "what",
        () -> {
          MigrationTotals.Bytes bytes = totals.bytes();
          return Map.of(
              "stream", bytes.stream(),
              "wire", bytes.wire(),
              "zstd_in", bytes.zstdIn(),
              "zstd_out", bytes.zstdOut());
        });
    counter(
        metrics,
        "novacron_hde_settled_bytes_total",
        "Guest memory that a level of encoding has settled.",
        "level",
        () -> levels(totals, MigrationTotals.Level::bytesIn));
    counter(
        metrics,
        "novacron_hde_sent_bytes_total",
        "Bytes that were sent for what a level of encoding has settled.",
        "level",
        () -> levels(totals, MigrationTotals.Level::bytesOut));
    counter(
        metrics,
        "novacron_hde_cpu_seconds_total",
        "Processor time that a level of encoding took.",
        "level",
        () -> levels(totals, MigrationTotals.Level::cpuSeconds));
  }

  private static Map<String, Number> levels(
      MigrationTotals totals, Function<MigrationTotals.Level, Number> figure) {
    return totals.levels().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, level -> figure.apply(level.getValue())));
  }

  private static void counter(
      Metrics metrics,
      String name,
      String help,
      String label,
      Supplier<Map<String, Number>> figures) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(
            counts -> figures.get().forEach((of, number) -> counts.call(number.doubleValue(), of)))
        .register(metrics.registry());
  }

  private static void addHosts(Metrics metrics, Hosts hosts) {
    metrics.gauge(
        "novacron_guests", "Guests by host.", "host", () -> by(hosts, HostReport::guests));
    metrics.gauge(
        "novacron_guest_memory_bytes",
        "Memory that guests are configured with, by host.",
        "host",
        () -> by(hosts, report -> report.memoryUsedMiB() * MIB));
    metrics.gauge(
        "novacron_host_memory_bytes",
        "Memory offered to guests, by host.",
        "host",
        () -> by(hosts, report -> report.memoryMiB() * MIB));
    metrics.gauge(
        "novacron_host_up",
        "Whether a host answers, as seen from here.",
        "host",
        () -> hosts.all().values().stream().collect(toMap(Host::id, h -> h.reachable() ? 1 : 0)));
  }

  private static void addMode(Metrics metrics, ModePart mode) {
    metrics.gauge("novacron_mode", "1 for the mode that this node is in.", "mode", mode::states);
    metrics.gauge(
        "novacron_mode_confidence",
        "How far the evidence that a mode is found by is to be believed, 0 to 1.",
        mode::confidence);
    metrics.gauge(
        "novacron_mode_unsure",
        "Whether the node stays in mode hybrid because that is not far enough.",
        mode::alert);
  }

  private static Map<String, Number> by(Hosts hosts, Function<HostReport, Number> figure) {
    return hosts.all().values().stream()
        .filter(Host::reachable)
        .collect(toMap(Host::id, host -> figure.apply(host.report())));
  }
}
