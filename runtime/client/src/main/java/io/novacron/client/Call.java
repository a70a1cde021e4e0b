package io.novacron.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.novacron.client.resource.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, before it is known which server takes it.
 *
 * @param path with its query, beginning with a slash
 * @param body JSON, or null for none
 * @param repeatable whether sending it twice does no more than sending it once
 */
record Call(
    String method,
    String path,
    @Nullable String body,
    Map<String, String> headers,
    boolean repeatable) {

  static Call get(String path) {
    return new Call("GET", path, null, Map.of(), true);
  }

  /** Repeatable only after {@link #with}: an idempotency key makes it so. */
  static Call post(String path, Object body) {
    return new Call("POST", path, json(body), Map.of(), false);
  }

  static Call patch(String path, Object body) {
    return new Call("PATCH", path, json(body), Map.of(), false);
  }

  static Call delete(String path) {
    return new Call("DELETE", path, null, Map.of(), false);
  }

  Call with(Conditions conditions) {
    return new Call(method, path, body, conditions.headers(), true);
  }

  Call with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Call(method, path, body, Map.copyOf(more), repeatable);
  }

  HttpRequest.Builder at(URI server) {
    var builder = HttpRequest.newBuilder(URI.create(server + path));
    headers.forEach(builder::header);
    if (body == null) {
      return builder.method(method, BodyPublishers.noBody());
    }
    builder.header("Content-Type", "application/json");
    return builder.method(method, BodyPublishers.ofString(body));
  }

  /**
   * Makes a name safe as one segment of a path.
   *
   * @throws IllegalArgumentException if it is empty, since the path would then mean something else
   */
  static String segment(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("'" + name + "' is not a name");
    }
    return encode(name);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String json(Object body) {
    try {
      return Json.lenient().writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
    }
  }
}
