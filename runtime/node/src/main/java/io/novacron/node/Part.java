package io.novacron.node;

import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Criticality;
import io.novacron.init.Phase;
import io.novacron.init.Reports;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.stream.BindFailedException;

/** A component put together of what starts it and what stops it. */
final class Part implements Component {
  /** What starts it; it may keep the reports, to tell later how it does. */
  @FunctionalInterface
  interface Start {
    void run(Reports reports) throws Exception;
  }

  /** What starts it, when it has nothing to tell later; or what stops it. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  private final ComponentSpec spec;
  private final Start start;
  private final Work stop;

  private Part(ComponentSpec spec, Start start, Work stop) {
    this.spec = spec;
    this.start = start;
    this.stop = stop;
  }

  /** A part that still has to be told what it does. */
  record Named(ComponentSpec spec) {
    /** One that is there for as long as the actor system, and is not stopped by itself. */
    Part does(Work work) {
      return starts(_ -> work.run());
    }

    /** As {@link #does}, and tells later how it does. */
    Part starts(Start start) {
      return new Part(spec, start, () -> {});
    }
  }

  static Named critical(String name, Phase phase, Duration deadline, String... needs) {
    return named(name, phase, Criticality.CRITICAL, deadline, needs);
  }

  static Named named(
      String name, Phase phase, Criticality criticality, Duration deadline, String... needs) {
    return new Named(new ComponentSpec(name, phase, criticality, List.of(needs), deadline));
  }

  /** This part, which {@code work} stops; also when it is not up. */
  Part until(Work work) {
    return new Part(spec, start, work);
  }

  @Override
  public ComponentSpec spec() {
    return spec;
  }

  @Override
  public void start(Reports reports) throws Exception {
    start.run(reports);
  }

  /** Its operator has to do something; a second try finds the same. */
  @Override
  public boolean isLasting(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StartException
          || t instanceof BindException
          || t instanceof BindFailedException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void stop() throws Exception {
    stop.run();
  }
}
