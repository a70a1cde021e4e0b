package io.novacron.api.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import io.novacron.client.resource.Json;
import io.novacron.config.Nearest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.util.ByteString;

/** Reads bodies, and says in people's words what is wrong with them. */
final class JsonBody {
  private JsonBody() {}

  /** What the body says; a missing node when it is empty. */
  static JsonNode tree(HttpRequest http, ByteString bytes) {
    if (bytes.isEmpty()) {
      return Json.strict().missingNode();
    }
    requireJson(http);
    try {
      return Json.strict().readTree(bytes.toArrayUnsafe());
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage() + at(e.getLocation()));
    } catch (IOException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private static void requireJson(HttpRequest http) {
    MediaType type = http.entity().getContentType().mediaType();
    if (!type.mainType().equals("application") || !type.subType().equals("json")) {
      throw unsupported("the body is " + http.entity().getContentType() + ", not JSON");
    }
    var encoding = http.getHeader("Content-Encoding").map(HttpHeader::value);
    if (encoding.filter(name -> !name.equals("identity")).isPresent()) {
      throw unsupported("the body is encoded (" + Text.shorten(encoding.orElseThrow()) + ")");
    }
  }

  private static ProblemException unsupported(String detail) {
    return new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail);
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(ProblemCode.BAD_REQUEST, "malformed JSON: " + detail);
  }

  private static String at(JsonLocation location) {
    return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /** What an empty body says. */
  static JsonNode nothing() {
    return Json.strict().createObjectNode();
  }

  /** The body as a {@code type}. */
  static <T> T bind(JsonNode tree, Class<T> type) {
    if (!tree.isObject()) {
      throw new ProblemException(ProblemCode.BAD_REQUEST, "the body must be a JSON object");
    }
    try {
      return Json.strict().treeToValue(tree, type);
    } catch (UnrecognizedPropertyException e) {
      String name = e.getPropertyName();
      var known = e.getKnownPropertyIds().stream().map(String::valueOf).toList();
      String field = path(e.getPath());
      throw ProblemException.field(field, "is unknown" + Nearest.hint(name, known));
    } catch (MismatchedInputException e) {
      throw ProblemException.field(path(e.getPath()), "must be " + expected(e.getTargetType()));
    } catch (JsonMappingException e) {
      throw ProblemException.field(path(e.getPath()), "is not what belongs there");
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage());
    }
  }

  private static String path(List<Reference> references) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference step : references) {
      String name = step.getFieldName();
      path.append(path.isEmpty() || name == null ? "" : ".");
      path.append(name == null ? "[" + step.getIndex() + "]" : Text.shorten(name));
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    return Map.class.isAssignableFrom(type) ? "an object of texts" : "text";
  }
}
