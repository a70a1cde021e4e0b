package io.novacron.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class KeyPropertyTest {
  private static final Schema SCHEMA = Schema.load();

  @Provide
  Arbitrary<Key> keys() {
    return Arbitraries.of(SCHEMA.keys());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-10, 200_000).map(String::valueOf),
        Arbitraries.of(
            "true", "false", "", "auto", "json", "host:8080", "redis://a:1", "n-1", "a,b"),
        Arbitraries.strings().ofMaxLength(120));
  }

  /** What a start takes for right without asking the schema, the schema takes for right. */
  @Property(tries = 500)
  void whatIsSurelyRightIsRight(@ForAll("keys") Key key, @ForAll("texts") String text) {
    JsonNode value = key.read(text);
    if (key.isSurelyRight(value)) {
      assertThat(SCHEMA.validate(tree(key, value))).as("%s = %s", key.name(), text).isEmpty();
    }
  }

  private static ObjectNode tree(Key key, JsonNode value) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    List<String> parts = List.of(key.name().split("\\.", -1));
    ObjectNode at = root;
    for (String part : parts.subList(0, parts.size() - 1)) {
      at = at.putObject(part);
    }
    at.set(parts.getLast(), value);
    return root;
  }
}
