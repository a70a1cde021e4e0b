package io.novacron.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.api.Asked;
import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import io.novacron.api.Problems;
import io.novacron.vm.Request;
import io.novacron.vm.VmId;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One request that has arrived whole. For one thread at a time. */
final class Call {
  private final HttpRequest http;
  private final RouteTable.Match match;
  private final String requestId;
  private final ByteString bytes;
  private @Nullable JsonNode tree;

  Call(HttpRequest http, RouteTable.Match match, String requestId, ByteString bytes) {
    this.http = http;
    this.match = match;
    this.requestId = requestId;
    this.bytes = bytes;
  }

  String method() {
    return http.method().value();
  }

  String path() {
    return Text.shorten(http.getUri().path());
  }

  /** The name in the path. */
  String subject() {
    return match.subject();
  }

  /** The VM in the path; a name that cannot be one's is nobody's. */
  VmId vm() {
    if (!VmId.isValid(subject())) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND, "there is no VM '" + Text.shorten(subject()) + "'");
    }
    return new VmId(subject());
  }

  Query query() {
    return Query.of(http, match.route().queries());
  }

  Optional<String> header(String name) {
    return http.getHeader(name).map(HttpHeader::value);
  }

  /** The circumstances under which it is asked. */
  Request request() {
    return Conditions.of(http, this::tree);
  }

  /** A body that may be left out, and then has no fields. */
  <T> T body(Class<T> type) {
    return JsonBody.bind(bytes.isEmpty() ? JsonBody.nothing() : tree(), type);
  }

  /** A body that has to be there. */
  <T> T requiredBody(Class<T> type) {
    if (bytes.isEmpty()) {
      throw new ProblemException(ProblemCode.BAD_REQUEST, "a body is needed and there is none");
    }
    return JsonBody.bind(tree(), type);
  }

  private JsonNode tree() {
    JsonNode read = tree;
    if (read == null) {
      read = JsonBody.tree(http, bytes);
      tree = read;
    }
    return read;
  }

  HttpResponse problem(Throwable failure) {
    return Answers.problem(Problems.of(failure, asked(match, requestId)));
  }

  static Asked asked(RouteTable.Match match, String requestId) {
    return new Asked(match.route().name(), Text.shorten(match.subject()), requestId);
  }
}
