package io.novacron.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * What a request asks for, in 128 bits: method, path, query and what its body says, however it is
 * spelt. The VM journals it beside the idempotency key, so it must not change between versions.
 */
final class Fingerprint {
  private final StringBuilder text = new StringBuilder(256);

  private Fingerprint() {}

  static String of(HttpRequest http, JsonNode body) {
    var uri = http.getUri();
    var print = new Fingerprint();
    print.text.append(http.method().value()).append(' ').append(uri.path()).append('?');
    print.text.append(uri.rawQueryString().orElse("")).append('\n');
    if (!body.isMissingNode()) {
      print.add(body);
    }
    return print.hash();
  }

  /** Fields in the order of their names; those that are null say as much as those left out. */
  private void add(JsonNode node) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
      sorted.values().removeIf(JsonNode::isNull);
      sorted.forEach(this::add);
    } else if (node.isArray()) {
      text.append('[');
      node.forEach(this::add);
      text.append(']');
    } else {
      add(node.isTextual() ? 't' : 'v', node.asText());
    }
  }

  private void add(String name, JsonNode value) {
    add('f', name);
    text.append('{');
    add(value);
    text.append('}');
  }

  /** With its length, so that nothing in a text can look like something else. */
  private void add(char kind, String value) {
    text.append(kind).append(value.length()).append(':').append(value);
  }

  private String hash() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
