package io.novacron.client.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused or failed (RFC 9457).
 *
 * @param type {@value #TYPE_PREFIX} and the code
 * @param title the same for all problems of a code
 * @param status of HTTP
 * @param code stable, see docs/api.md
 * @param detail what happened this time
 * @param action what to do next
 * @param retryable whether the same request may succeed later
 * @param violations all broken rules of an invalid spec, else empty
 */
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    @Nullable String action,
    boolean retryable,
    List<Violation> violations) {

  public static final String TYPE_PREFIX = "https://novacron.io/problems/";
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A rule of the spec that {@code field} breaks. */
  public record Violation(String field, String problem) {}

  /** What JSON leaves out becomes null here, whatever the types say. */
  public Problem {
    violations = violations == null ? List.of() : List.copyOf(violations);
  }

  /** A problem without violations. */
  public static Problem of(
      int status, String code, String title, String detail, String action, boolean retryable) {
    return new Problem(
        TYPE_PREFIX + code, title, status, code, detail, action, retryable, List.of());
  }
}
