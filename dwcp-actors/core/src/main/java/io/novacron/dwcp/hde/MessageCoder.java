package io.novacron.dwcp.hde;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes small messages, each by itself: against the previous version of the same record if both
 * sides hold it, else against a dictionary that both hold, else alone; never as more than {@link
 * #MOST_OVERHEAD} bytes above its own. For one thread at a time; figures are in docs/hde.md.
 */
public final class MessageCoder implements AutoCloseable {
  /** No message may be longer; more is an {@linkplain ImageEncoder image}. */
  public static final int MOST_BYTES = MessageZstd.MOST_BYTES;

  /** Bytes of a frame beside its message's, at most; six for messages of 16 to 2047 bytes. */
  public static final int MOST_OVERHEAD = 7;

  private static final byte[] NOTHING = {};

  private final @Nullable MessageDictionary dictionary;
  private final Map<Integer, MessageDictionary> known = new HashMap<>();
  private final Map<Integer, ZstdDecompressCtx> fromTrained = new HashMap<>();
  private final ZstdCompressCtx alone = MessageZstd.compressor();
  private final ZstdCompressCtx against = MessageZstd.compressor();
  private final ZstdDecompressCtx fromAlone = MessageZstd.decompressor();
  private final ZstdDecompressCtx fromPrevious = MessageZstd.decompressor();

  /**
   * Makes one.
   *
   * @param dictionaries those that both sides hold: the first is written with, all are read; none
   *     for doing without
   * @throws IllegalArgumentException if two of them have the same number
   */
  public MessageCoder(List<MessageDictionary> dictionaries) {
    for (MessageDictionary one : dictionaries) {
      if (known.put(one.id(), one) != null) {
        throw new IllegalArgumentException("two dictionaries " + one.id());
      }
    }
    dictionary = dictionaries.isEmpty() ? null : dictionaries.getFirst();
    if (dictionary != null) {
      alone.loadDict(dictionary.bytes(), ZstdDictContentType.FULL_DICT);
    }
  }

  /**
   * A frame that holds {@code message}.
   *
   * @param previous what the other side has of the record, byte for byte; null for nothing
   * @throws IllegalArgumentException if the message is longer than {@link #MOST_BYTES}
   */
  public byte[] encode(byte[] message, byte @Nullable [] previous) {
    if (message.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a message of " + message.length + " bytes, " + MOST_BYTES + " at most may be");
    }
    if (previous != null && Arrays.equals(message, previous)) {
      return MessageFrame.bytes(MessageKind.SAME, 0, message, NOTHING);
    }
    byte[] best =
        packed(dictionary == null ? MessageKind.PLAIN : MessageKind.TRAINED, alone, message);
    return previous == null ? best : shorter(best, changed(message, previous));
  }

  private byte[] changed(byte[] message, byte[] previous) {
    if (dictionary == null) {
      against.loadDict(previous, ZstdDictContentType.RAW_CONTENT);
      return packed(MessageKind.CHANGED, against, message);
    }
    against.loadDict(dictionary.tablesWith(previous), ZstdDictContentType.FULL_DICT);
    return packed(MessageKind.CHANGED_TRAINED, against, message);
  }

  private byte[] packed(MessageKind kind, ZstdCompressCtx zstd, byte[] message) {
    byte[] stored = MessageFrame.bytes(MessageKind.STORED, 0, message, message);
    byte[] block = MessageZstd.pack(zstd, message);
    int id = dictionary == null ? 0 : dictionary.id();
    return block == null ? stored : shorter(stored, MessageFrame.bytes(kind, id, message, block));
  }

  private static byte[] shorter(byte[] one, byte[] other) {
    return other.length < one.length ? other : one;
  }

  /**
   * The message of a frame.
   *
   * @param previous what was had of the record when it was encoded; null for nothing
   * @throws MalformedPayloadException if the frame is damaged, or was encoded against something
   *     else than what is here; the message is then to be sent without it
   */
  public byte[] decode(byte[] frame, byte @Nullable [] previous) throws MalformedPayloadException {
    var in = MessageFrame.of(frame);
    byte[] message =
        switch (in.kind()) {
          case STORED -> stored(in);
          case PLAIN -> MessageZstd.unpack(fromAlone, in.rest(), in.length());
          case TRAINED -> MessageZstd.unpack(trained(in), in.rest(), in.length());
          case SAME -> same(in, had(previous));
          case CHANGED, CHANGED_TRAINED -> changed(in, had(previous));
        };
    return in.proven(message);
  }

  private static byte[] stored(MessageFrame in) throws MalformedPayloadException {
    int left = in.rest().left();
    int at = in.rest().skip(left);
    return Arrays.copyOfRange(in.rest().array(), at, at + left);
  }

  private static byte[] same(MessageFrame in, byte[] previous) throws MalformedPayloadException {
    in.rest().demandEnd("a message that has not changed");
    return previous.clone();
  }

  private static byte[] had(byte @Nullable [] previous) throws MalformedPayloadException {
    if (previous == null) {
      throw new MalformedPayloadException("a change of a message that is not here");
    }
    return previous;
  }

  private byte[] changed(MessageFrame in, byte[] previous) throws MalformedPayloadException {
    if (in.kind().needsDictionary()) {
      byte[] joined = known(in).tablesWith(previous);
      fromPrevious.loadDict(joined, ZstdDictContentType.FULL_DICT);
    } else {
      fromPrevious.loadDict(previous, ZstdDictContentType.RAW_CONTENT);
    }
    return MessageZstd.unpack(fromPrevious, in.rest(), in.length());
  }

  private MessageDictionary known(MessageFrame in) throws MalformedPayloadException {
    MessageDictionary one = known.get(in.dictionary());
    if (one == null) {
      throw new MalformedPayloadException("dictionary " + in.dictionary() + " is not here");
    }
    return one;
  }

  /** Loaded when it is needed for the first time. */
  private ZstdDecompressCtx trained(MessageFrame in) throws MalformedPayloadException {
    MessageDictionary one = known(in);
    return fromTrained.computeIfAbsent(one.id(), _ -> decompressor(one));
  }

  private static ZstdDecompressCtx decompressor(MessageDictionary one) {
    return MessageZstd.decompressor().loadDict(one.bytes(), ZstdDictContentType.FULL_DICT);
  }

  @Override
  public void close() {
    alone.close();
    against.close();
    fromAlone.close();
    fromPrevious.close();
    fromTrained.values().forEach(ZstdDecompressCtx::close);
  }
}
