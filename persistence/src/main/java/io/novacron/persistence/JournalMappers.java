package io.novacron.persistence;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;

/** Jackson, set up so that a record's components are written, all of them and nothing else. */
final class JournalMappers {
  private JournalMappers() {}

  /** Tells the cases of a sealed type apart by a field {@code type}. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Union {}

  static ObjectMapper cbor(Map<Class<?>, Map<String, Class<?>>> unions) {
    return strict(CBORMapper.builder(), unions);
  }

  static ObjectMapper json(Map<Class<?>, Map<String, Class<?>>> unions) {
    return strict(JsonMapper.builder(), unions);
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> M strict(
      MapperBuilder<M, B> builder, Map<Class<?>, Map<String, Class<?>>> unions) {
    M mapper =
        builder
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    unions.forEach((sealed, cases) -> {
      mapper.addMixIn(sealed, Union.class);
      cases.forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
    });
    return mapper;
  }
}
