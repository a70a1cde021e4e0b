package io.novacron.client;

import org.jspecify.annotations.Nullable;

/** Something answered that does not speak this API. */
public final class UnexpectedAnswerException extends NovaCronException {
  private static final long serialVersionUID = 1L;

  UnexpectedAnswerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
