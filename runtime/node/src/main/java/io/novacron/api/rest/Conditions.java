package io.novacron.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import io.novacron.vm.Request;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Reads the headers under which a change is asked: {@code Idempotency-Key} and {@code If-Match}.
 */
final class Conditions {
  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

  private Conditions() {}

  static Request of(HttpRequest http, Supplier<JsonNode> body) {
    Optional<String> key = key(http);
    // Without a key nobody asks for the fingerprint.
    return new Request(key, key.isEmpty() ? "" : Fingerprint.of(http, body.get()), version(http));
  }

  private static Optional<String> key(HttpRequest http) {
    var key = http.getHeader("Idempotency-Key").map(HttpHeader::value);
    if (key.filter(text -> !Text.isKey(text)).isPresent()) {
      throw bad("Idempotency-Key must be 1 to 128 printable ASCII characters");
    }
    return key;
  }

  private static Optional<Long> version(HttpRequest http) {
    return http.getHeader("If-Match")
        .map(HttpHeader::value)
        .filter(tag -> !tag.equals("*"))
        .map(Conditions::version);
  }

  private static Long version(String tag) {
    var matcher = VERSION.matcher(tag);
    if (!matcher.matches()) {
      throw bad("If-Match must be one ETag of a VM such as \"7\", got " + Text.shorten(tag));
    }
    return Long.valueOf(matcher.group(1));
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(ProblemCode.BAD_REQUEST, detail);
  }
}
