package io.novacron.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes events and snapshots for the journal. Pekko makes it from its class, so whoever owns the
 * events extends it by a public constructor without parameters and names that class by {@link
 * #bindings}.
 */
public abstract class JournalSerializer extends SerializerWithStringManifest {
  private final int identifier;
  private final EventFormat format;

  /**
   * A serializer for what {@code format} names.
   *
   * @param identifier kept with every event: never changed, and above Pekko's own 0..40
   */
  protected JournalSerializer(int identifier, EventFormat format) {
    this.identifier = identifier;
    this.format = format;
  }

  /**
   * Settings that make {@code serializer} responsible for what {@code format} names, to be laid
   * over the application's own.
   */
  public static Config bindings(Class<? extends JournalSerializer> serializer, EventFormat format) {
    Map<String, Object> bindings = new LinkedHashMap<>();
    format.types().forEach(type -> bindings.put(type.type().getName(), "novacron-journal"));
    return ConfigFactory.parseMap(
            Map.of("pekko.actor.serializers.novacron-journal", serializer.getName()))
        // Class names hold dots: as a map in a map they stay whole.
        .withFallback(
            ConfigFactory.empty()
                .withValue(
                    "pekko.actor.serialization-bindings", ConfigValueFactory.fromMap(bindings)));
  }

  @Override
  public final int identifier() {
    return identifier;
  }

  @Override
  public final String manifest(Object event) {
    return format.typeOf(event).manifest();
  }

  @Override
  public final byte[] toBinary(Object event) {
    return format.toBytes(event);
  }

  @Override
  public final Object fromBinary(byte[] bytes, String manifest) {
    try {
      return format.fromBytes(bytes, manifest);
    } catch (UnreadableJournalException e) {
      return unreadable(e);
    }
  }

  /**
   * What stands for something that cannot be read. Who overrides this can tell its users what is
   * wrong, in place of an entity that never comes up.
   */
  protected Object unreadable(UnreadableJournalException e) {
    throw e;
  }
}
