package io.novacron.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.client.resource.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** Turns the API's records into text, and files into JSON. */
final class Documents {
  private Documents() {}

  static String json(Object resource) {
    try {
      return Json.lenient().writerWithDefaultPrettyPrinter().writeValueAsString(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String jsonLine(Object resource) {
    try {
      return Json.lenient().writeValueAsString(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String yaml(Object resource) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    Object plain = Json.lenient().convertValue(resource, Object.class);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options)
        .dump(plain);
  }

  /**
   * Reads YAML, of which JSON is a part.
   *
   * @throws IllegalArgumentException with line and column if it is neither
   */
  static JsonNode read(String text, String name) {
    try {
      Object plain = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return Json.lenient().valueToTree(plain);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(name + " is neither JSON nor YAML: " + e.getMessage(), e);
    }
  }

  /** A line {@code field value} for each value that is there. */
  static String fields(Object resource) {
    List<String[]> lines = new ArrayList<>();
    JsonNode tree = Json.lenient().valueToTree(resource);
    walk("", tree, (path, value) -> lines.add(new String[] {path, value}));
    int width = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
    var text = new StringBuilder();
    for (String[] line : lines) {
      text.append(line[0]).append(" ".repeat(width - line[0].length() + 2)).append(line[1]);
      text.append('\n');
    }
    return text.toString();
  }

  private static void walk(String path, JsonNode node, BiConsumer<String, String> sink) {
    if (node.isObject()) {
      node.properties().forEach(f -> walk(below(path, f.getKey()), f.getValue(), sink));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(path + "[" + i + "]", node.get(i), sink);
      }
    } else if (!node.isNull()) {
      sink.accept(path, node.asText());
    }
  }

  private static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
