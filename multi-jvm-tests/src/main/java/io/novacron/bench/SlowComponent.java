package io.novacron.bench;

import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Phase;
import io.novacron.init.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stand-in that takes its time and does nothing. All of them together are a node whose parts are
 * as slow as the specification allows for: 21.5 s one by one, 6.3 s along the longest chain.
 */
record SlowComponent(ComponentSpec spec, Duration takes) implements Component {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String[] DWCP = {"amst", "hde", "pba", "ass", "acp", "itp"};

  /** Every component of such a node. What monitoring needs is not said anywhere: TLS, here. */
  static List<Component> all() {
    List<Component> all = new ArrayList<>();
    all.add(slow("environment", Phase.PRE_INIT, 0.2));
    all.add(slow("config", Phase.PRE_INIT, 0.2, "environment"));
    all.add(slow("logger", Phase.PRE_INIT, 0.1, "config"));
    all.add(slow("resources", Phase.PRE_INIT, 0.3, "logger"));
    all.add(slow("tls", Phase.CORE, 0.5, "resources"));
    all.add(slow("database", Phase.CORE, 2, "tls"));
    all.add(slow("cache", Phase.CORE, 2, "tls"));
    all.add(slow("network", Phase.CORE, 1, "tls"));
    for (String part : DWCP) {
      all.add(slow(part, Phase.CORE, 1, "network"));
    }
    all.add(slow("orchestration", Phase.SERVICES, 1, both("database", DWCP)));
    all.add(slow("api", Phase.SERVICES, 1, "orchestration"));
    all.add(slow("monitoring", Phase.SERVICES, 1.5, "tls"));
    all.add(slow("ml", Phase.SERVICES, 4, "network"));
    all.add(slow("health", Phase.POST_INIT, 0.2, "api"));
    all.add(slow("discovery", Phase.POST_INIT, 1, "api"));
    all.add(slow("jobs", Phase.POST_INIT, 0.5, "orchestration"));
    return all;
  }

  private static String[] both(String one, String... others) {
    List<String> all = new ArrayList<>(List.of(others));
    all.addFirst(one);
    return all.toArray(String[]::new);
  }

  private static Component slow(String name, Phase phase, double seconds, String... needs) {
    var spec = ComponentSpec.critical(name, phase, DEADLINE, needs);
    return new SlowComponent(spec, Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  @Override
  public void start(Reports reports) throws InterruptedException {
    Thread.sleep(takes);
  }

  @Override
  public void stop() {}
}
