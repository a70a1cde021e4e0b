package io.novacron.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a YAML 1.2 file of bounded size into a tree, and remembers the line of each value. */
final class YamlFile {
  /** A configuration has hundreds of lines; what is a hundred times that is something else. */
  static final int MOST_BYTES = 1 << 20;

  private static final int MOST_VALUES = 10_000;
  private static final int DEEPEST = 20;
  private static final CoreScalarResolver TYPES = new CoreScalarResolver(false);

  private final String file;
  private final Variables variables;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private int values;

  private YamlFile(String file, Variables variables) {
    this.file = file;
    this.variables = variables;
  }

  /**
   * What a file holds.
   *
   * @param lines of values and sections by their dotted paths
   */
  record Content(ObjectNode tree, Map<String, Integer> lines, List<Fault> faults) {}

  static Content read(Path path, Variables variables) {
    var file = new YamlFile(path.toString(), variables);
    try {
      if (Files.size(path) > MOST_BYTES) {
        return file.nothing("is larger than 1 MiB: that is no configuration");
      }
      return file.parse(Files.readString(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return file.nothing("cannot be read as UTF-8 text: " + e);
    }
  }

  private Content nothing(String why) {
    fault(1, "", why);
    return new Content(JsonNodeFactory.instance.objectNode(), lines, faults);
  }

  private Content parse(String text) {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(MOST_BYTES)
            .setMaxAliasesForCollections(DEEPEST)
            .build();
    try {
      checkDepth(new Parse(settings).parseString(text));
      Optional<Node> root = new Compose(settings).composeString(text);
      JsonNode tree = root.isEmpty() ? null : value("", root.get(), 0);
      if (tree == null || tree.isNull() || tree.isMissingNode()) {
        return new Content(JsonNodeFactory.instance.objectNode(), lines, faults);
      }
      return tree instanceof ObjectNode object
          ? new Content(object, lines, faults)
          : nothing("does not hold sections, as in 'system:' and below it '  id: n1'");
    } catch (MarkedYamlEngineException e) {
      return nothing(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), e.getProblem());
    } catch (YamlEngineException e) {
      return nothing("is no YAML: " + e.getMessage());
    }
  }

  /** Before nodes are made of it, which goes as deep as the file does. */
  private static void checkDepth(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        default -> {}
      }
      if (depth > DEEPEST) {
        throw new YamlEngineException("it is nested more than " + DEEPEST + " deep");
      }
    }
  }

  private Content nothing(int line, String problem) {
    fault(line, "", "is no YAML: " + problem);
    return new Content(JsonNodeFactory.instance.objectNode(), lines, faults);
  }

  private JsonNode value(String path, Node node, int depth) {
    lines.putIfAbsent(path, line(node));
    if (depth > DEEPEST || ++values > MOST_VALUES) {
      return tooMuch(node, path);
    }
    return switch (node) {
      case MappingNode mapping -> section(path, mapping, depth);
      case SequenceNode sequence -> list(path, sequence, depth);
      case ScalarNode scalar -> scalar(path, scalar);
      default -> tooMuch(node, path);
    };
  }

  /** Anchors make it possible to say very much in few bytes, or to say nothing that ends. */
  private JsonNode tooMuch(Node node, String path) {
    if (values <= MOST_VALUES || faults.isEmpty()) {
      fault(
          line(node), path, "is nested more than 20 deep, or the file has more than 10,000 values");
    }
    values = MOST_VALUES;
    return JsonNodeFactory.instance.missingNode();
  }

  private JsonNode section(String path, MappingNode mapping, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
      String below = path.isEmpty() ? name : path + "." + name;
      if (object.has(name)) {
        fault(
            line(tuple.getKeyNode()),
            below,
            "is there twice; the first one is in line " + lines.get(below));
      } else {
        lines.put(below, line(tuple.getKeyNode()));
        JsonNode value = value(below, tuple.getValueNode(), depth + 1);
        // A section whose lines are all commented out.
        if (!value.isNull() && !value.isMissingNode()) {
          object.set(name, value);
        }
      }
    }
    return object;
  }

  private JsonNode list(String path, SequenceNode sequence, int depth) {
    var list = JsonNodeFactory.instance.arrayNode();
    int index = 0;
    for (Node item : sequence.getValue()) {
      list.add(value(path + "[" + index++ + "]", item, depth + 1));
    }
    return list;
  }

  private JsonNode scalar(String path, ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (Variables.isIn(text)) {
      var expanded = variables.expand(text);
      expanded.missing().forEach(problem -> fault(line(scalar), path, problem));
      text = expanded.text();
      tag = scalar.isPlain() ? TYPES.resolve(text, true) : tag;
    }
    return typed(text, tag);
  }

  private static JsonNode typed(String text, Tag tag) {
    var make = JsonNodeFactory.instance;
    if (tag.equals(Tag.NULL)) {
      return make.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return make.booleanNode(Boolean.parseBoolean(text));
    }
    try {
      return tag.equals(Tag.INT) ? make.numberNode(Long.parseLong(text)) : make.stringNode(text);
    } catch (NumberFormatException e) {
      return make.stringNode(text);
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private void fault(int line, String path, String text) {
    faults.add(new Fault(new Origin.InFile(file, line), path, text));
  }
}
