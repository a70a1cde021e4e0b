package io.novacron.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  /** Of all files in the order of their names. When it changes, so do the figures in docs. */
  private static final String DIGEST =
      "a26a41951df73f952f9de67e02102f384976218edabaefa1998aac0ef52545ba";

  @TempDir private static Path dir = Path.of("");

  @BeforeAll
  static void makeTheSmallest() throws IOException {
    new Corpus(Corpus.MIN_MIB, dir).write();
  }

  @Test
  void theBytesAreTheSameOnAnyMachine() throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(DIGEST);
  }

  @Test
  void everyPairIsThereAndEveryFileInAPair() throws IOException {
    List<String> named =
        Files.readAllLines(dir.resolve("pairs")).stream()
            .flatMap(line -> Arrays.stream(line.split("\t", -1)))
            .filter(name -> !name.equals("-"))
            .distinct()
            .toList();
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> !n.equals("pairs")))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  private static byte[] image(String name) throws IOException {
    return Files.readAllBytes(dir.resolve(name));
  }

  /** Pages that are other than in {@code base}, as a share of all. */
  private static double changed(byte[] base, byte[] image) {
    int changed = 0;
    for (int at = 0; at < image.length; at += Ram.PAGE) {
      changed += Arrays.equals(base, at, at + Ram.PAGE, image, at, at + Ram.PAGE) ? 0 : 1;
    }
    return (double) changed * Ram.PAGE / image.length;
  }

  @Test
  void idleIsMostlyZeroAndFullIsHardly() throws IOException {
    assertThat(1 - changed(new byte[8 << 20], image("ram-idle.t0"))).isBetween(0.75, 0.85);
    assertThat(1 - changed(new byte[8 << 20], image("ram-full.t0"))).isBetween(0.05, 0.2);
  }

  @Test
  void workChangesItsShareOfThePages() throws IOException {
    assertThat(changed(image("ram-load.t0"), image("ram-load.t1"))).isBetween(0.045, 0.055);
    assertThat(changed(image("ram-load.t1"), image("ram-load.t2"))).isBetween(0.11, 0.15);
    assertThat(changed(image("ram-load.t0"), image("ram-peer.t0"))).isGreaterThan(0.5);
  }

  @Test
  void stateIsLinesOfWhichFewChangeAndThenAll() throws IOException {
    List<String> first = Files.readAllLines(dir.resolve("state.s0.jsonl"));
    List<String> second = Files.readAllLines(dir.resolve("state.s1.jsonl"));
    List<String> third = Files.readAllLines(dir.resolve("state.s2.jsonl"));
    assertThat(first).hasSize(1000).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(different(first, second)).isBetween(15L, 20L);
    assertThat(different(second, third)).isEqualTo(1000);
  }

  private static long different(List<String> a, List<String> b) {
    return Stream.iterate(0, i -> i + 1)
        .limit(a.size())
        .filter(i -> !a.get(i).equals(b.get(i)))
        .count();
  }

  @Test
  void anUpgradedDiskKeepsWhatWasNotReplaced() throws IOException {
    assertThat(changed(image("disk.v1"), image("disk.v2"))).isBetween(0.1, 0.4);
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    for (int mib : new int[] {-1, 0, 7, 513}) {
      assertThatThrownBy(() -> new Corpus(mib, dir))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + mib);
    }
  }
}
