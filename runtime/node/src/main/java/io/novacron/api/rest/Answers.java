package io.novacron.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.novacron.client.resource.Json;
import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.Page;
import io.novacron.client.resource.Problem;
import io.novacron.client.resource.VmResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** Makes answers. */
final class Answers {
  static final ContentType JSON =
      MediaTypes.customWithOpenCharset("application", "json", Map.of(), false)
          .toContentType(HttpCharsets.UTF_8);

  private static final ContentType PROBLEM =
      MediaTypes.customBinary("application", "problem+json", true).toContentType();
  private static final HttpHeader RETRY_SOON = RawHeader.create("Retry-After", "1");
  private static final HttpHeader NO_SNIFFING =
      RawHeader.create("X-Content-Type-Options", "nosniff");

  private Answers() {}

  static HttpResponse ok(Object value) {
    return json(200, value, List.of());
  }

  static <T> HttpResponse page(Page<T> page) {
    Long age = page.ageSeconds();
    return json(200, PageTokens.wrap(page), age == null ? List.of() : kept(age));
  }

  /** One from before (RFC 9111, 5.1; RFC 9211): the database did not answer. */
  private static List<HttpHeader> kept(long ageSeconds) {
    return List.of(
        RawHeader.create("Age", String.valueOf(ageSeconds)),
        RawHeader.create("Cache-Status", "novacron; hit; detail=database-unavailable"));
  }

  static HttpResponse vm(VmResource vm) {
    return json(200, vm, List.of(tag(vm)));
  }

  static HttpResponse created(VmResource vm) {
    return json(201, vm, List.of(location("/v1/vms/" + vm.name()), tag(vm)));
  }

  static HttpResponse accepted(OperationResource operation) {
    return json(202, operation, List.of(location("/v1/operations/" + operation.id()), RETRY_SOON));
  }

  static HttpResponse accepted(MigrationResource migration) {
    return json(202, migration, List.of(location("/v1/migrations/" + migration.id()), RETRY_SOON));
  }

  static HttpResponse accepted(Object value) {
    return json(202, value, List.of());
  }

  static HttpResponse text(ContentType type, byte[] text) {
    return HttpResponse.create()
        .withHeaders(List.of(NO_SNIFFING))
        .withEntity(HttpEntities.create(type, ByteString.fromArrayUnsafe(text)));
  }

  static HttpResponse plain(byte[] text) {
    return text(ContentTypes.TEXT_PLAIN_UTF8, text);
  }

  static HttpResponse problem(Problem problem) {
    List<HttpHeader> headers = problem.retryable() ? List.of(RETRY_SOON) : List.of();
    return answer(problem.status(), PROBLEM, problem, headers);
  }

  private static HttpHeader tag(VmResource vm) {
    return RawHeader.create("ETag", "\"" + vm.version() + "\"");
  }

  private static HttpHeader location(String path) {
    return RawHeader.create("Location", path);
  }

  private static HttpResponse json(int status, Object value, List<HttpHeader> headers) {
    return answer(status, JSON, value, headers);
  }

  private static HttpResponse answer(
      int status, ContentType type, Object value, List<HttpHeader> headers) {
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withHeaders(headers)
        .withEntity(HttpEntities.create(type, ByteString.fromArrayUnsafe(bytes(value))));
  }

  private static byte[] bytes(Object value) {
    try {
      return Json.strict().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a resource cannot be written", e);
    }
  }

  static ByteString utf8(String text) {
    return ByteString.fromArrayUnsafe(text.getBytes(StandardCharsets.UTF_8));
  }
}
