package io.novacron.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Ways to print a result. */
enum OutputForm {
  /** One object. */
  json {
    @Override
    String text(Map<String, Object> document) {
      try {
        return JSON.writeValueAsString(document);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  },
  /** For people: a line for each figure. */
  table {
    @Override
    String text(Map<String, Object> document) {
      var text = new StringBuilder();
      append(text, "", document);
      return text.toString().stripTrailing();
    }
  };

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  abstract String text(Map<String, Object> document);

  private static void append(StringBuilder text, String path, Object value) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, v) -> append(text, path + " " + key, v));
      case List<?> list when list.stream().allMatch(Map.class::isInstance) ->
          list.forEach(item -> append(text.append('\n'), path, item));
      default -> text.append(String.format("%-45s %s%n", path.strip(), value));
    }
  }
}
