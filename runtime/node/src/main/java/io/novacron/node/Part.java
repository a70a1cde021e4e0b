package io.novacron.node;

import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Phase;
import java.net.BindException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.stream.BindFailedException;

/**
 * A part of the node that is there for as long as its actor system: it ends with that, and is not
 * stopped by itself.
 */
final class Part implements Component {
  /** What starts it. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  private final ComponentSpec spec;
  private final Work work;

  private Part(ComponentSpec spec, Work work) {
    this.spec = spec;
    this.work = work;
  }

  /** A part that still has to be told what it does. */
  record Named(ComponentSpec spec) {
    Part does(Work work) {
      return new Part(spec, work);
    }
  }

  static Named critical(String name, Phase phase, Duration deadline, String... needs) {
    return new Named(ComponentSpec.critical(name, phase, deadline, needs));
  }

  @Override
  public ComponentSpec spec() {
    return spec;
  }

  @Override
  public void start(Consumer<String> lost) throws Exception {
    work.run();
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
  public void stop() {}
}
