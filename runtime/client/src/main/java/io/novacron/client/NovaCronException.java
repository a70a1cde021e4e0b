package io.novacron.client;

import org.jspecify.annotations.Nullable;

/** Why a call gave no result. */
public abstract sealed class NovaCronException extends RuntimeException
    permits ProblemException,
        UnreachableException,
        HandshakeException,
        UnexpectedAnswerException,
        AwaitTimeoutException {
  private static final long serialVersionUID = 1L;

  NovaCronException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
