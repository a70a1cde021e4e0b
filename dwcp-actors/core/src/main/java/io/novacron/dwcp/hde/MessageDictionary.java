package io.novacron.dwcp.hde;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.List;

/**
 * What messages of a kind have in common, for both sides to hold: made once from samples, shipped,
 * and told apart by number and digest before it is used.
 */
public final class MessageDictionary {
  /** Bytes of one that is trained; seven times as many make messages no smaller. */
  public static final int TRAINED_BYTES = 16 << 10;

  /** The highest number, so that a frame says it in a byte. */
  public static final int MOST_ID = 127;

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_SAMPLE_BYTES = 4 << 20;
  private static final int LEVEL = MessageZstd.LEVEL;

  private final int id;
  private final byte[] bytes;
  private final int tables;

  private MessageDictionary(int id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
    tables = shortest(bytes);
  }

  /**
   * One that was trained before.
   *
   * @param id 0..{@link #MOST_ID}
   * @throws IllegalArgumentException if the bytes are no dictionary of zstd's, or more than 1 MiB
   */
  public static MessageDictionary of(int id, byte[] bytes) {
    if (id < 0 || id > MOST_ID) {
      throw new IllegalArgumentException("dictionary " + id + ", 0 to " + MOST_ID + " may be");
    }
    if (bytes.length > MOST_BYTES || !isWhole(bytes, bytes.length)) {
      throw new IllegalArgumentException("dictionary " + id + " is none of zstd's");
    }
    return new MessageDictionary(id, bytes.clone());
  }

  /**
   * Makes one of samples, of which 4 MiB at most are looked at.
   *
   * @param samples a hundred times as many bytes as the dictionary has are best
   * @throws IllegalArgumentException if there are too few samples to learn from
   */
  public static MessageDictionary train(int id, List<byte[]> samples) {
    var trainer = new ZstdDictTrainer(MOST_SAMPLE_BYTES, TRAINED_BYTES, LEVEL);
    for (byte[] sample : samples) {
      if (!trainer.addSample(sample)) {
        break;
      }
    }
    try {
      return of(id, trainer.trainSamples());
    } catch (ZstdException e) {
      throw new IllegalArgumentException("no dictionary of " + samples.size() + " samples", e);
    }
  }

  /** By which frames name it. */
  public int id() {
    return id;
  }

  /** All of it. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of its bytes, to compare before it is used. */
  public byte[] digest() {
    return Digests.sha256().digest(bytes);
  }

  /** Another one with the tables of this, for what is like {@code content}. */
  byte[] tablesWith(byte[] content) {
    byte[] joined = Arrays.copyOf(bytes, tables + content.length);
    System.arraycopy(content, 0, joined, tables, content.length);
    return joined;
  }

  /**
   * Bytes from the beginning without which it is none: tables of how often what occurs, and hardly
   * any content. Zstd does not say where the tables end; it refuses what ends before.
   */
  private static int shortest(byte[] bytes) {
    int tooShort = 0;
    int enough = bytes.length;
    while (enough - tooShort > 1) {
      int middle = (tooShort + enough) / 2;
      if (isWhole(bytes, middle)) {
        enough = middle;
      } else {
        tooShort = middle;
      }
    }
    return enough;
  }

  private static boolean isWhole(byte[] bytes, int length) {
    byte[] some = Arrays.copyOf(bytes, length);
    try (var _ = new ZstdDictCompress(some, LEVEL, ZstdDictContentType.FULL_DICT)) {
      return true;
    } catch (ZstdException | IllegalStateException e) {
      return false;
    }
  }
}
