package io.novacron.client.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The two ways to read the API's JSON; both write it alike: instants as ISO-8601 text, nulls
 * written out, fields in the order of the record.
 */
public final class Json {
  private Json() {}

  /**
   * For clients: fields of a newer server are ignored.
   *
   * @return a shared mapper, safe for threads
   */
  public static JsonMapper lenient() {
    return Lenient.MAPPER;
  }

  /**
   * For servers: unknown or repeated fields, text after the value, and text where a number belongs
   * are refused with a {@link com.fasterxml.jackson.core.JsonProcessingException}.
   *
   * @return a shared mapper, safe for threads
   */
  public static JsonMapper strict() {
    return Strict.MAPPER;
  }

  /** The type of a page of {@code item}s, for {@link JsonMapper#readValue}. */
  public static JavaType page(Class<?> item) {
    return lenient().getTypeFactory().constructParametricType(Page.class, item);
  }

  private static JsonMapper.Builder writing(JsonMapper.Builder builder) {
    return builder
        .addModules(new JavaTimeModule(), new Jdk8Module())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
  }

  /** Built at first use: a client never pays for the strict one. */
  private static final class Lenient {
    static final JsonMapper MAPPER =
        writing(JsonMapper.builder())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  private static final class Strict {
    static final JsonMapper MAPPER =
        writing(
                JsonMapper.builder(
                    JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
  }
}
