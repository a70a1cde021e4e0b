package io.novacron.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.Pool;
import io.novacron.wire.Wire;
import java.nio.ByteBuffer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Kryo for {@link Wire} messages: registered classes only, pooled instances. */
public final class KryoSerializer extends SerializerWithStringManifest
    implements ByteBufferSerializer {
  private static final int IDENTIFIER = 3_170_001;
  private static final int POOLED = 64;
  private static final int BUFFER_BYTES = 1024;

  private final ActorRefResolver references;
  private final Pool<Kryo> kryos =
      new Pool<>(true, false, POOLED) {
        @Override
        protected Kryo create() {
          return registered();
        }
      };
  private final Pool<Output> outputs =
      new Pool<>(true, false, POOLED) {
        @Override
        protected Output create() {
          return new Output(BUFFER_BYTES, -1);
        }
      };

  /** Made by Pekko. */
  public KryoSerializer(ExtendedActorSystem system) {
    this.references = ActorRefResolver.get(Adapter.toTyped(system));
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return "";
  }

  @Override
  public byte[] toBinary(Object message) {
    Kryo kryo = kryos.obtain();
    Output output = outputs.obtain();
    try {
      output.reset();
      kryo.writeClassAndObject(output, message);
      return output.toBytes();
    } finally {
      outputs.free(output);
      kryos.free(kryo);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    Kryo kryo = kryos.obtain();
    try {
      return kryo.readClassAndObject(new Input(bytes));
    } finally {
      kryos.free(kryo);
    }
  }

  @Override
  public void toBinary(Object message, ByteBuffer buffer) {
    buffer.put(toBinary(message));
  }

  @Override
  public Object fromBinary(ByteBuffer buffer, String manifest) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return fromBinary(bytes, manifest);
  }

  private Kryo registered() {
    Kryo kryo = new Kryo(new RefResolver(), null);
    kryo.setRegistrationRequired(true);
    kryo.setReferences(false);
    kryo.register(ActorRef.class, new RefSerializer(), WireClasses.FIRST_ID - 1);
    WireClasses.registerAll(kryo);
    return kryo;
  }

  /** Every implementation of ActorRef is written as one. */
  private static final class RefResolver extends DefaultClassResolver {
    @Override
    @SuppressWarnings("rawtypes")
    public Registration getRegistration(Class type) {
      return super.getRegistration(ActorRef.class.isAssignableFrom(type) ? ActorRef.class : type);
    }
  }

  private final class RefSerializer extends Serializer<ActorRef<?>> {
    RefSerializer() {
      super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, ActorRef<?> reference) {
      output.writeString(references.toSerializationFormat(reference));
    }

    @Override
    public ActorRef<?> read(Kryo kryo, Input input, Class<? extends ActorRef<?>> type) {
      return references.resolveActorRef(input.readString());
    }
  }
}
