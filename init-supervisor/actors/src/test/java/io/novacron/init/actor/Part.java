package io.novacron.init.actor;

import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Reports;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A component that does as a test says, and writes down what is done with it. */
final class Part implements Component {
  /** What it does at a start. */
  @FunctionalInterface
  interface Work {
    void start(int time) throws Exception;
  }

  private final ComponentSpec spec;
  private final Work work;
  private final List<String> diary;
  private final AtomicInteger times = new AtomicInteger();
  private volatile @Nullable Reports reports;

  Part(ComponentSpec spec, List<String> diary, Work work) {
    this.spec = spec;
    this.diary = diary;
    this.work = work;
  }

  @Override
  public ComponentSpec spec() {
    return spec;
  }

  @Override
  public void start(Reports reports) throws Exception {
    this.reports = reports;
    work.start(times.incrementAndGet());
    diary.add("+" + spec.name());
  }

  @Override
  public void stop() {
    diary.add("-" + spec.name());
  }

  /** What it says about itself. */
  Reports says() {
    return Objects.requireNonNull(reports, "it was started");
  }
}
