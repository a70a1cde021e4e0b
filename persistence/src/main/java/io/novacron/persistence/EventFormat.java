package io.novacron.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How events and snapshots are written down: as CBOR under a short versioned name. One version has
 * one shape, in which every component is present and no other; who changes a record gives it an
 * {@link Upcaster}, and the golden journal its line.
 */
public final class EventFormat {
  private final Map<String, EventType> byKind = new LinkedHashMap<>();
  private final Map<Class<?>, EventType> byClass = new LinkedHashMap<>();
  private final ObjectMapper cbor;
  private final ObjectMapper json;

  private EventFormat(Builder builder) {
    builder.types.forEach(this::add);
    cbor = JournalMappers.cbor(builder.unions);
    json = JournalMappers.json(builder.unions);
  }

  private void add(EventType type) {
    if (byKind.put(type.kind(), type) != null) {
      throw new IllegalArgumentException("two types are called " + type.kind());
    }
    if (byClass.put(type.type(), type) != null) {
      throw new IllegalArgumentException(type.type() + " has two names");
    }
  }

  /** A format without any types yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** All types, in the order in which they were named. */
  public Collection<EventType> types() {
    return List.copyOf(byKind.values());
  }

  /**
   * The type of {@code event}.
   *
   * @throws IllegalArgumentException when its class has no name in this format
   */
  public EventType typeOf(Object event) {
    EventType type = byClass.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          event.getClass().getName() + " has no name in the journal; add it to the EventFormat");
    }
    return type;
  }

  /** {@code event} as bytes, to be kept together with the {@link EventType#manifest()}. */
  public byte[] toBytes(Object event) {
    try {
      return cbor.writerFor(typeOf(event).type()).writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write down " + event.getClass().getName(), e);
    }
  }

  /**
   * The event that was written as {@code bytes} under {@code manifest}, as of today.
   *
   * @throws UnknownEventException when there is no such type, or only older versions of it
   * @throws UnreadableJournalException when the bytes are not what the manifest says
   */
  public Object fromBytes(byte[] bytes, String manifest) {
    int colon = manifest.lastIndexOf(':');
    EventType type = byKind.get(colon < 0 ? manifest : manifest.substring(0, colon));
    if (type == null) {
      throw new UnknownEventException(manifest, "it has never heard of this kind");
    }
    int version = version(manifest.substring(colon + 1));
    if (version < 1 || version > type.version()) {
      throw new UnknownEventException(manifest, "it reads versions 1 to " + type.version());
    }
    return read(bytes, manifest, type, version);
  }

  /** {@code event} as JSON, as the API shows it. */
  public JsonNode toJson(Object event) {
    return json.valueToTree(event);
  }

  /** {@code value} as JSON text, for documents of the read side that {@link #fromText} reads. */
  public String toText(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write down " + value.getClass().getName(), e);
    }
  }

  /**
   * What {@link #toText} has written.
   *
   * @throws IllegalArgumentException when it is of another version: the projection is to be rebuilt
   */
  public <T> T fromText(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + text, e);
    }
  }

  private Object read(byte[] bytes, String manifest, EventType type, int version) {
    try {
      return version == type.version()
          ? cbor.readValue(bytes, type.type())
          : upcast(cbor.readTree(bytes), type, version);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableJournalException(
          manifest, "the bytes of an event '" + manifest + "' are not what its name says", e);
    }
  }

  private Object upcast(JsonNode old, EventType type, int version) throws IOException {
    var node = (ObjectNode) old;
    for (Upcaster upcaster : type.upcasters().subList(version - 1, type.version() - 1)) {
      node = upcaster.apply(node);
    }
    return cbor.treeToValue(node, type.type());
  }

  private static int version(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  /** Names types. */
  public static final class Builder {
    private final List<EventType> types = new ArrayList<>();
    private final Map<Class<?>, Map<String, Class<?>>> unions = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Names the event or snapshot {@code type}.
     *
     * @param upcasters one per older version, the first from 1 to 2
     */
    public Builder event(String kind, Class<?> type, Upcaster... upcasters) {
      types.add(new EventType(kind, type, List.of(upcasters)));
      return this;
    }

    /**
     * Names the cases of a sealed type which occurs inside events, so that {@code "type"} in the
     * bytes tells them apart.
     *
     * @throws IllegalArgumentException when a case is left out
     */
    public <T> Builder union(Class<T> sealed, Map<String, Class<? extends T>> cases) {
      requireAll(sealed, cases.values());
      unions.put(sealed, Map.copyOf(cases));
      return this;
    }

    /** Everything that {@code other} names, too. */
    public Builder and(Builder other) {
      types.addAll(other.types);
      unions.putAll(other.unions);
      return this;
    }

    /**
     * The format.
     *
     * @throws IllegalArgumentException when two types share a name, or a type has two
     */
    public EventFormat build() {
      return new EventFormat(this);
    }

    private static void requireAll(Class<?> sealed, Collection<? extends Class<?>> cases) {
      for (Class<?> permitted : permitted(sealed)) {
        if (permitted.isSealed()) {
          requireAll(permitted, cases);
        } else if (!cases.contains(permitted)) {
          throw new IllegalArgumentException(permitted + " is a case without a name");
        }
      }
    }

    private static Class<?>[] permitted(Class<?> sealed) {
      Class<?> @Nullable [] permitted = sealed.getPermittedSubclasses();
      if (permitted == null) {
        throw new IllegalArgumentException(sealed + " is not sealed");
      }
      return permitted;
    }
  }
}
