package io.novacron.hypervisor.qemu;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/** Between QMP's lines of JSON and our words; knows no socket and no clock. */
final class QmpCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private QmpCodec() {}

  /** A command as one line, its end included. */
  static byte[] encode(long id, String command, Map<String, ?> arguments) {
    ObjectNode line = JSON.createObjectNode().put("execute", command).put("id", id);
    if (!arguments.isEmpty()) {
      line.set("arguments", JSON.valueToTree(arguments));
    }
    try {
      byte[] text = JSON.writeValueAsBytes(line);
      byte[] ended = Arrays.copyOf(text, text.length + 1);
      ended[text.length] = '\n';
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one line.
   *
   * @throws MalformedQmpException for anything that QEMU would not say
   */
  static QmpMessage decode(byte[] line) throws MalformedQmpException {
    JsonNode node = parse(line);
    if (node.path("QMP").isObject()) {
      return new QmpMessage.Greeting(version(node.at("/QMP/version/qemu")));
    }
    if (node.path("event").isTextual()) {
      return new QmpMessage.Event(node.path("event").asText(), node.path("data"));
    }
    if (node.has("return") && node.path("id").isIntegralNumber()) {
      return new QmpMessage.Return(node.path("id").asLong(), node.path("return"));
    }
    if (node.path("error").isObject()) {
      return new QmpMessage.Failure(
          node.path("id").asLong(QmpMessage.NO_ID),
          node.at("/error/class").asText("GenericError"),
          node.at("/error/desc").asText("no description"));
    }
    throw new MalformedQmpException("neither greeting, reply nor event: " + excerpt(line));
  }

  private static JsonNode parse(byte[] line) throws MalformedQmpException {
    try {
      JsonNode node = JSON.readTree(line);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (IOException _) {
      // told below, in words that show the line rather than the parser
    }
    throw new MalformedQmpException("not a JSON object: " + excerpt(line));
  }

  private static String version(JsonNode v) {
    return v.path("major").asInt() + "." + v.path("minor").asInt() + "." + v.path("micro").asInt();
  }

  private static String excerpt(byte[] line) {
    int shown = Math.min(line.length, 120);
    return new String(line, 0, shown, java.nio.charset.StandardCharsets.UTF_8)
        + (shown < line.length ? "... (" + line.length + " bytes)" : "");
  }
}
