package io.novacron.api.rest;

import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import io.novacron.client.resource.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Wraps what a list goes on after, so that no client comes to depend on what that is. */
final class PageTokens {
  private static final String PREFIX = "1:";

  private PageTokens() {}

  static <T> Page<T> wrap(Page<T> page) {
    return new Page<>(page.items(), wrap(page.nextPageToken()), page.ageSeconds());
  }

  private static @Nullable String wrap(@Nullable String token) {
    return token == null
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((PREFIX + token).getBytes(StandardCharsets.UTF_8));
  }

  static String unwrap(String wrapped) {
    try {
      String token = new String(Base64.getUrlDecoder().decode(wrapped), StandardCharsets.UTF_8);
      if (token.startsWith(PREFIX)) {
        return token.substring(PREFIX.length());
      }
    } catch (IllegalArgumentException e) {
      // Not of our making, as below.
    }
    throw new ProblemException(
        ProblemCode.BAD_REQUEST,
        "pageToken is not one of ours",
        "Use the nextPageToken of an answer, or leave it out to begin at the first page.");
  }
}
