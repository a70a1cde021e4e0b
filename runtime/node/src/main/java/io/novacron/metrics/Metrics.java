package io.novacron.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The figures of one node. Names are {@code novacron_} and then what Prometheus recommends: base
 * units, {@code _total} on counters. Suppliers are asked at every scrape, so they must be quick and
 * must not fail. Safe for threads.
 */
public final class Metrics {
  /** Content type of {@link #text}. */
  public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder().build();
  private final AtomicBoolean scraped = new AtomicBoolean();

  /** For collectors of their own, such as histograms. */
  public PrometheusRegistry registry() {
    return registry;
  }

  /**
   * A figure that goes up and down.
   *
   * @param name such as {@code novacron_guests}; a name that is taken is an {@link
   *     IllegalArgumentException}
   */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /**
   * One figure for each value of {@code label}.
   *
   * @param values by value of the label; a value that is gone has no figure any more
   */
  public void gauge(
      String name, String help, String label, Supplier<Map<String, ? extends Number>> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(
            callback -> values.get().forEach((of, value) -> callback.call(value.doubleValue(), of)))
        .register(registry);
  }

  /**
   * A figure that only rises.
   *
   * @param name with or without {@code _total}, which is written in any case
   */
  public void counter(String name, String help, LongSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
  }

  /** Everything, in Prometheus' text format 0.0.4. */
  public byte[] text() {
    watchJvm();
    var out = new ByteArrayOutputStream(1 << 14);
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  /** At the first scrape, since the JVM's management beans would cost every node's start. */
  private void watchJvm() {
    if (scraped.compareAndSet(false, true)) {
      JvmMemoryMetrics.builder().register(registry);
      JvmThreadsMetrics.builder().register(registry);
      JvmGarbageCollectorMetrics.builder().register(registry);
    }
  }
}
