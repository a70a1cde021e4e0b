package io.novacron.dwcp.hde;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Records of virtual machines as JSON, some 320 bytes each; from seed to seed metrics change. */
record Records(int number, int seed, Random identity, Random metrics) {
  static List<byte[]> of(int count, int seed) {
    return IntStream.range(0, count).mapToObj(number -> record(number, seed)).toList();
  }

  private static byte[] record(int number, int seed) {
    return new Records(number, seed, new Random(number), new Random(number * 31L + seed)).bytes();
  }

  private byte[] bytes() {
    String fixed =
        "{\"vmId\":\"%016x-%08x\",\"name\":\"vm-%d\",\"tenant\":\"tenant-%d\",\"region\":\"%s\",\"host\":\"node-%d\","
            .formatted(
                identity.nextLong(),
                identity.nextInt(),
                number,
                identity.nextInt(300),
                List.of("ap-south-1", "eu-central-1", "us-east-1").get(identity.nextInt(3)),
                identity.nextInt(400));
    String shape =
        "\"state\":\"RUNNING\",\"vcpus\":%d,\"memoryMiB\":%d,\"nic\":{\"mac\":\"52:54:00:%06x\",\"ip\":\"10.%d.%d.%d\"},"
            .formatted(
                1 << identity.nextInt(5),
                1024 << identity.nextInt(4),
                identity.nextInt(1 << 24),
                identity.nextInt(256),
                identity.nextInt(256),
                identity.nextInt(256));
    String now =
        "\"version\":%d,\"updatedAt\":%d,\"metrics\":{\"cpu\":0.%05d,\"mem\":0.%05d,\"rx\":%d,\"tx\":%d}}"
            .formatted(
                identity.nextInt(300) + seed,
                1_763_700_000_000L + identity.nextInt(100_000_000) + seed * 5000L,
                metrics.nextInt(100_000),
                metrics.nextInt(100_000),
                metrics.nextInt(10_000_000),
                metrics.nextInt(10_000_000));
    return (fixed + shape + now).getBytes(StandardCharsets.UTF_8);
  }
}
