package io.novacron.persistence.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.persistence.EventFormat;
import io.novacron.persistence.EventType;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * An event that was written once.
 *
 * @param base64 its bytes as they were written; never changed
 * @param json what they mean today
 */
record GoldenLine(String kind, int version, String base64, String json) {
  private static final JsonMapper JSON = new JsonMapper();

  static GoldenLine parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException("not kind, version, bytes, JSON: " + line);
    }
    return new GoldenLine(fields[0], Integer.parseInt(fields[1]), fields[2], fields[3]);
  }

  static GoldenLine of(Object event, EventFormat format) {
    EventType type = format.typeOf(event);
    return new GoldenLine(
        type.kind(),
        type.version(),
        Base64.getEncoder().encodeToString(format.toBytes(event)),
        format.toJson(event).toString());
  }

  String text() {
    return String.join("\t", kind, Integer.toString(version), base64, json);
  }

  String manifest() {
    return kind + ":" + version;
  }

  boolean isOf(EventType type) {
    return manifest().equals(type.manifest());
  }

  /** This line with today's meaning, if it was written by an older version; else itself. */
  GoldenLine reread(EventFormat format) {
    Object event = format.fromBytes(bytes(), manifest());
    return isOf(format.typeOf(event))
        ? this
        : new GoldenLine(kind, version, base64, format.toJson(event).toString());
  }

  /** What is wrong with this line today. */
  Optional<String> problem(EventFormat format) {
    try {
      return problem(format.fromBytes(bytes(), manifest()), format);
    } catch (RuntimeException e) {
      return Optional.of(manifest() + " cannot be read any more: " + e);
    }
  }

  private Optional<String> problem(Object event, EventFormat format) {
    JsonNode means = parsed(format.toJson(event).toString());
    if (!means.equals(parsed(json))) {
      return Optional.of(manifest() + " meant " + json + " and now means " + means);
    }
    if (isOf(format.typeOf(event)) && !Arrays.equals(format.toBytes(event), bytes())) {
      return Optional.of(
          manifest() + " is written differently now: give the new shape a new version. " + json);
    }
    return Optional.empty();
  }

  private byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
