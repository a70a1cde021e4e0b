package io.novacron.bench.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpioArchiveTest {
  private static final int HEADER = 110;

  private static byte[] archive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (CpioArchive archive = CpioArchive.to(bytes)) {
      archive.folder("dev");
      archive.characterDevice("dev/console", 5, 1);
      archive.file("odd", new byte[] {1, 2, 3}, false);
      archive.file("empty", new byte[0], true);
    }
    return bytes.toByteArray();
  }

  /**
   * What is in it, as the kernel reads it.
   *
   * @param fields the 13 numbers after the magic
   */
  private record Entry(String name, List<Integer> fields, String content) {
    int mode() {
      return fields.get(1);
    }
  }

  private static List<Entry> entries(byte[] archive) {
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < archive.length) {
      String header = new String(archive, at, HEADER, StandardCharsets.US_ASCII);
      assertThat(header).startsWith("070701");
      List<Integer> fields = new ArrayList<>();
      for (int i = 6; i < HEADER; i += 8) {
        fields.add(Integer.parseInt(header, i, i + 8, 16));
      }
      int nameEnd = at + HEADER + fields.get(11);
      assertThat(archive[nameEnd - 1]).isZero();
      String name = new String(archive, at + HEADER, fields.get(11) - 1, StandardCharsets.US_ASCII);
      int content = aligned(nameEnd);
      String bytes = new String(archive, content, fields.get(6), StandardCharsets.ISO_8859_1);
      entries.add(new Entry(name, fields, bytes));
      at = aligned(content + fields.get(6));
    }
    return entries;
  }

  private static int aligned(int position) {
    return (position + 3) & ~3;
  }

  @Test
  void whatIsPutInIsThereInItsOrderAndTheTrailerIsLast() throws IOException {
    assertThat(entries(archive()).stream().map(Entry::name))
        .containsExactly("dev", "dev/console", "odd", "empty", "TRAILER!!!");
  }

  @Test
  void modesSayWhatIsAFolderADeviceAProgram() throws IOException {
    assertThat(entries(archive()).stream().map(Entry::mode))
        .containsExactly(040755, 020600, 0100644, 0100755, 0);
  }

  @Test
  void contentAndDeviceNumbersAreThoseGiven() throws IOException {
    List<Entry> entries = entries(archive());
    assertThat(entries.get(2).content()).isEqualTo("\001\002\003");
    assertThat(entries.get(1).fields().subList(9, 11)).containsExactly(5, 1);
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    assertThat(archive()).isEqualTo(archive());
  }
}
