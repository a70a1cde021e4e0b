package io.novacron.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.novacron.init.BootReport;
import io.novacron.init.actor.BootSupervisor;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * A process that boots stand-ins by the supervisor that boots a node, says how that went in a line
 * for people and one of JSON, and stays until it is ended: five minutes at most.
 */
public final class SlowBoot implements BootSupervisor.Listener {
  private static final double SECOND = 1e9;
  private static final int AT_ONCE = 16;
  private static final long STAY_MINUTES = 5;

  /** Nothing of a cluster: what is timed is the supervisor. */
  private static final Config PLAIN =
      ConfigFactory.parseString(
              "pekko { actor.provider = local, fail-mixed-versions = off, loglevel = WARNING }")
          .withFallback(ConfigFactory.defaultReference());

  private volatile long cpuNanos;

  private SlowBoot() {}

  /** Takes what a node is told to boot one by one with, or nothing. */
  public static void main(String[] arguments) throws InterruptedException {
    int atOnce = BootOrder.of(List.of(arguments)) == BootOrder.SEQUENTIAL ? 1 : AT_ONCE;
    var _ =
        ActorSystem.create(
            BootSupervisor.create(SlowComponent.all(), atOnce, new SlowBoot()), "slow", PLAIN);
    var _ = new CountDownLatch(1).await(STAY_MINUTES, TimeUnit.MINUTES);
    System.exit(0);
  }

  @Override
  public void changed(BootSupervisor.Snapshot snapshot) {
    cpuNanos = snapshot.cpuNanos();
  }

  @Override
  public void ready(BootReport report) {
    long age = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println(report.sentence(TimeUnit.MILLISECONDS.toNanos(age)));
    System.out.println(json(report));
  }

  private String json(BootReport report) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("totalSeconds", report.totalNanos() / SECOND);
    all.put("sequentialSeconds", report.sequentialNanos() / SECOND);
    all.put("criticalSeconds", report.criticalNanos() / SECOND);
    all.put("cpuSeconds", cpuNanos / SECOND);
    all.put("criticalPath", report.criticalPath());
    all.put("without", report.without());
    try {
      return new JsonMapper().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void ended(String reason, BootReport report) {
    System.err.println("ended: " + reason);
  }
}
