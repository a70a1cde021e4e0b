package io.novacron.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** A number and who is to be answered: by hand, so that the peers pay for nothing else. */
public final class PeerSerializer extends SerializerWithStringManifest {
  private static final int IDENTIFIER = 3_170_090;

  private final ActorRefResolver references;

  /** Made by Pekko. */
  public PeerSerializer(ExtendedActorSystem system) {
    references = ActorRefResolver.get(Adapter.toTyped(system));
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return switch ((PeerMessage) message) {
      case PeerMessage.Ask _ -> "ask";
      case PeerMessage.Write _ -> "write";
      case PeerMessage.Answer _ -> "answer";
    };
  }

  @Override
  public byte[] toBinary(Object message) {
    return switch ((PeerMessage) message) {
      case PeerMessage.Ask(var number, var replyTo) -> bytes(number, replyTo);
      case PeerMessage.Write(var number, var replyTo) -> bytes(number, replyTo);
      case PeerMessage.Answer(var number) -> bytes(number, "");
    };
  }

  private byte[] bytes(long number, ActorRef<PeerMessage.Answer> replyTo) {
    return bytes(number, references.toSerializationFormat(replyTo));
  }

  private static byte[] bytes(long number, String replyTo) {
    byte[] text = replyTo.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length).putLong(number).put(text).array();
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    long number = ByteBuffer.wrap(bytes).getLong();
    return switch (manifest) {
      case "ask" -> new PeerMessage.Ask(number, replyTo(bytes));
      case "write" -> new PeerMessage.Write(number, replyTo(bytes));
      default -> new PeerMessage.Answer(number);
    };
  }

  private ActorRef<PeerMessage.Answer> replyTo(byte[] bytes) {
    int from = Long.BYTES;
    return references.resolveActorRef(
        new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
  }
}
