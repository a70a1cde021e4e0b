package io.novacron.api.rest;

import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import io.novacron.config.Nearest;
import io.novacron.control.ControlPlane.PageRequest;
import io.novacron.vm.VmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;

/** The parameters of one request; unknown ones are refused, since a typing error widens a list. */
final class Query {
  private static final Set<String> REPEATABLE = Set.of("label");

  private final Map<String, List<String>> values = new HashMap<>();

  private Query() {}

  static Query of(HttpRequest http, Set<String> known) {
    var query = new Query();
    if (http.getUri().rawQueryString().isPresent()) {
      query.read(http, known);
    }
    return query;
  }

  private void read(HttpRequest http, Set<String> known) {
    try {
      http.getUri().query().toList().forEach(pair -> add(pair.first(), pair.second(), known));
    } catch (IllegalUriException e) {
      throw bad("malformed query: " + e.getMessage());
    }
  }

  private void add(String name, String value, Set<String> known) {
    if (name.isEmpty() && value.isEmpty()) {
      return;
    }
    if (!known.contains(name)) {
      throw bad("unknown parameter '" + Text.shorten(name) + "'" + Nearest.hint(name, known));
    }
    var soFar = values.computeIfAbsent(name, _ -> new ArrayList<>());
    if (!soFar.isEmpty() && !REPEATABLE.contains(name)) {
      throw bad("parameter '" + name + "' is there twice");
    }
    soFar.add(value);
  }

  /** The value of a parameter that is there and not empty. */
  Optional<String> text(String name) {
    return all(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  Optional<String> oneOf(String name, List<String> words) {
    Optional<String> value = text(name);
    value.ifPresent(word -> {
      if (!words.contains(word)) {
        String all = String.join(", ", words);
        throw bad(name + " must be one of " + all + Nearest.hint(word, words));
      }
    });
    return value;
  }

  boolean flag(String name) {
    return oneOf(name, List.of("true", "false")).map(Boolean::valueOf).orElse(false);
  }

  Optional<Long> whole(String name, long min, long max) {
    return text(name).map(value -> Text.within(name, number(name, value), min, max));
  }

  private static long number(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw bad(name + " must be a whole number, got '" + Text.shorten(value) + "'");
    }
  }

  Optional<VmId> vm(String name) {
    Optional<String> value = text(name);
    if (value.filter(text -> !VmId.isValid(text)).isPresent()) {
      throw bad(name + " is not a name of a VM: '" + Text.shorten(value.orElseThrow()) + "'");
    }
    return value.map(VmId::new);
  }

  PageRequest page() {
    int size = whole("pageSize", 1, 500).orElse(100L).intValue();
    return new PageRequest(size, text("pageToken").map(PageTokens::unwrap));
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(ProblemCode.BAD_REQUEST, detail);
  }
}
