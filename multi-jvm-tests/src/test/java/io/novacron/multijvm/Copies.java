package io.novacron.multijvm;

import io.novacron.client.NovaCronClient;
import io.novacron.client.NovaCronException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Watches where guests run while a test does its worst. Signs of life are heartbeats that nodes
 * count, and a thread of QEMU that wakes as often as a guest's beat makes its vCPU wake. A guest
 * that shows life in two places in one round has just moved; one that does so two rounds later as
 * well runs twice.
 */
final class Copies implements AutoCloseable {
  private static final Duration ROUND = Duration.ofMillis(300);

  /** A guest beats a hundred times a second; on a busy machine its vCPU may miss some. */
  private static final double LIVELY_PER_SECOND = 40;

  private static final Pattern BEATS =
      Pattern.compile("novacron_guest_heartbeats\\{vm=\"([^\"]+)\"\\} ([0-9.Ee+]+)");

  /** Of which VM, at which node, by which thread or process there. */
  private record Sign(String vm, String node, long source) {}

  private final ClusterOfJvms cluster;
  private final Path folder;
  private final Map<String, NovaCronClient> clients = new HashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Map<String, Set<String>>> rounds = new ArrayList<>();
  private final Set<String> doubles = new TreeSet<>();
  private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
  private final Thread watcher;
  private Map<Sign, Long> before = Map.of();
  private long beforeNanos = System.nanoTime();

  private Copies(ClusterOfJvms cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
    this.watcher = Thread.ofPlatform().name("copies").unstarted(this::watch);
  }

  /** Watches {@code nodes} from now on. */
  static Copies of(ClusterOfJvms cluster, Path folder, String... nodes) {
    var copies = new Copies(cluster, folder);
    for (String node : nodes) {
      copies.clients.put(
          node,
          NovaCronClient.builder()
              .server(cluster.spec(node).api())
              .attempts(1)
              .timeout(Duration.ofSeconds(2))
              .build());
    }
    copies.watcher.start();
    return copies;
  }

  private void watch() {
    try {
      do {
        round();
      } while (!end.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException | RuntimeException e) {
      trouble.set(e);
    }
  }

  private void round() {
    long nanos = System.nanoTime();
    Map<Sign, Long> now = look();
    double enough = LIVELY_PER_SECOND * (nanos - beforeNanos) / 1e9;
    Map<String, Set<String>> lively = new HashMap<>();
    now.forEach((sign, value) -> {
      Long then = before.get(sign);
      if (then != null && value - then >= enough) {
        lively.computeIfAbsent(sign.vm(), _ -> new HashSet<>()).add(sign.node());
      }
    });
    before = now;
    beforeNanos = nanos;
    judge(lively);
  }

  private synchronized void judge(Map<String, Set<String>> lively) {
    rounds.add(lively);
    if (rounds.size() > 2) {
      Map<String, Set<String>> earlier = rounds.get(rounds.size() - 3);
      lively.forEach((vm, places) -> {
        var both = new TreeSet<>(places);
        both.retainAll(earlier.getOrDefault(vm, Set.of()));
        if (both.size() > 1) {
          doubles.add(vm + " on " + both);
        }
      });
    }
  }

  private Map<Sign, Long> look() {
    Map<Sign, Long> signs = new HashMap<>();
    for (var qemu : QemuProcesses.under(folder)) {
      qemu.turns()
          .forEach((thread, turns) -> signs.put(new Sign(qemu.vm(), qemu.node(), thread), turns));
    }
    clients.forEach((node, client) -> {
      long incarnation = cluster.node(node).pid();
      beats(client).forEach((vm, beats) -> signs.put(new Sign(vm, node, incarnation), beats));
    });
    return signs;
  }

  private static Map<String, Long> beats(NovaCronClient node) {
    Map<String, Long> beats = new HashMap<>();
    try {
      Matcher line = BEATS.matcher(node.metrics());
      while (line.find()) {
        beats.put(line.group(1), (long) Double.parseDouble(line.group(2)));
      }
    } catch (NovaCronException e) {
      return Map.of();
    }
    return beats;
  }

  /** Where a VM has shown life in the last round. */
  synchronized Set<String> of(String vm) {
    return rounds.isEmpty() ? Set.of() : rounds.getLast().getOrDefault(vm, Set.of());
  }

  /** VMs that ran twice at the same time, and where; empty when all is well. */
  synchronized Set<String> doubles() {
    Throwable failure = trouble.get();
    if (failure != null) {
      throw new IllegalStateException("nobody watched", failure);
    }
    return Set.copyOf(doubles);
  }

  @Override
  public void close() {
    end.countDown();
    try {
      watcher.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clients.values().forEach(NovaCronClient::close);
  }
}
