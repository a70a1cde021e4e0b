package io.novacron.bench.corpus;

import java.util.Locale;

/** What a cluster knows of its VMs, a line of JSON each. */
final class StateRecords {
  private static final String[] REGIONS = {
    "eu-central", "eu-north", "us-east", "us-west", "ap-south"
  };

  private final Chance chance;
  private final String[] fixed;
  private final boolean[] running;
  private final int[] version;
  private final long[] updatedMillis;
  private final String[] metrics;

  StateRecords(long seed, int count) {
    chance = new Chance(seed);
    fixed = new String[count];
    running = new boolean[count];
    version = new int[count];
    updatedMillis = new long[count];
    metrics = new String[count];
    for (int i = 0; i < count; i++) {
      fixed[i] = fixed(i);
      running[i] = !chance.oneIn(9);
      version[i] = 1 + chance.below(400);
      updatedMillis[i] = 1_765_000_000_000L + chance.below(90_000_000);
      metrics[i] = metrics();
    }
  }

  private String fixed(int index) {
    return String.format(
        Locale.ROOT,
        "{\"vmId\":\"%016x-%08x\",\"name\":\"vm-%d\",\"tenant\":\"tenant-%d\",\"region\":\"%s\","
            + "\"host\":\"node-%d\",\"vcpus\":%d,\"memoryMiB\":%d,\"nic\":{\"mac\":\"52:54:00:%06x\","
            + "\"ip\":\"10.%d.%d.%d\"}",
        chance.next(),
        chance.below(1 << 30),
        index,
        chance.small(300),
        REGIONS[chance.below(REGIONS.length)],
        chance.below(400),
        1 << chance.below(5),
        512 << chance.below(5),
        chance.below(1 << 24),
        chance.below(256),
        chance.below(256),
        chance.below(256));
  }

  private String metrics() {
    return String.format(
        Locale.ROOT,
        "{\"cpu\":0.%04d,\"mem\":0.%04d,\"rx\":%d,\"tx\":%d}",
        chance.below(10_000),
        chance.below(10_000),
        chance.below(10_000_000),
        chance.below(10_000_000));
  }

  /** Some change their state, their version, and their metrics. */
  void changeSome(int percent) {
    for (int left = fixed.length * percent / 100; left > 0; left--) {
      int i = chance.below(fixed.length);
      version[i]++;
      running[i] ^= chance.oneIn(5);
      measure(i);
    }
  }

  /** All of them are measured anew. */
  void measureAll() {
    for (int i = 0; i < fixed.length; i++) {
      measure(i);
    }
  }

  private void measure(int i) {
    updatedMillis[i] += 5000;
    metrics[i] = metrics();
  }

  byte[] bytes() {
    var text = new StringBuilder();
    for (int i = 0; i < fixed.length; i++) {
      text.append(fixed[i]).append(",\"state\":\"").append(running[i] ? "RUNNING" : "STOPPED");
      text.append("\",\"version\":").append(version[i]).append(",\"updatedAt\":");
      text.append(updatedMillis[i]).append(",\"metrics\":").append(metrics[i]).append("}\n");
    }
    return Words.ascii(text.toString());
  }
}
