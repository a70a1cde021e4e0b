package io.novacron.config;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every key that there is: JSON Schema 2020-12, with {@code x-reloadable} of our own. */
public final class Schema {
  private static final String RESOURCE = "/novacron.schema.json";

  private final String text;
  private final JsonNode root;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Map<String, String> sections = new LinkedHashMap<>();

  private Schema(String text) {
    this.text = text;
    this.root = JsonMapper.shared().readTree(text);
    collect("", root);
  }

  /** That of this version. */
  public static Schema load() {
    try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(RESOURCE))) {
      return new Schema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void collect(String prefix, JsonNode object) {
    for (var property : object.path("properties").properties()) {
      String name = prefix.isEmpty() ? property.getKey() : prefix + "." + property.getKey();
      JsonNode node = property.getValue();
      if (node.path("type").asString().equals("object")) {
        sections.put(name, node.path("description").asString());
        collect(name, node);
      } else {
        keys.put(name, key(name, node));
      }
    }
  }

  private static Key key(String name, JsonNode node) {
    List<String> choices = new ArrayList<>();
    node.path("enum").forEach(choice -> choices.add(choice.asString()));
    return new Key(
        name,
        Key.Type.valueOf(node.path("type").asString().toUpperCase(Locale.ROOT)),
        node.path("default"),
        node.path("description").asString(),
        choices,
        number(node.path("minimum")),
        number(node.path("maximum")),
        Optional.ofNullable(node.get("pattern")).map(JsonNode::asString),
        node.path("x-reloadable").asBoolean(false));
  }

  private static OptionalLong number(JsonNode node) {
    return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
  }

  /** The schema itself. */
  public String text() {
    return text;
  }

  /** All keys, in the order of the schema. */
  public List<Key> keys() {
    return List.copyOf(keys.values());
  }

  /** The key {@code name}, if there is one. */
  public Optional<Key> key(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  /**
   * The key {@code name}.
   *
   * @throws IllegalArgumentException when there is none, with the nearest that there is
   */
  public Key demand(String name) {
    return key(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no key '" + name + "'" + Nearest.hint(name, keys.keySet())));
  }

  /** Sections by their dotted names, with what they are about. */
  public Map<String, String> sections() {
    return Map.copyOf(sections);
  }

  /** Names that may stand directly in the section {@code path}; empty for the root. */
  List<String> names(String path) {
    JsonNode at = root;
    for (String part : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      at = at.path("properties").path(part);
    }
    return List.copyOf(at.path("properties").propertyNames());
  }

  /** What is wrong with {@code tree}. */
  List<Error> validate(JsonNode tree) {
    Dialect dialect =
        Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("x-reloadable"))
            .build();
    return SchemaRegistry.withDefaultDialect(dialect).getSchema(root).validate(tree);
  }
}
