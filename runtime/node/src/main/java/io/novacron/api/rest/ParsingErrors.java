package io.novacron.api.rest;

import io.novacron.api.Asked;
import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import io.novacron.api.Problems;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers, with a problem as well, what is no HTTP and never becomes a request. */
public final class ParsingErrors extends ParsingErrorHandler {
  /** Pekko looks for a Scala object, whose instance has this name. */
  @SuppressWarnings("ConstantField")
  public static final ParsingErrors MODULE$ = new ParsingErrors();

  private static final Asked NOTHING = new Asked("unreadable", "", "none");

  private ParsingErrors() {}

  /** What HTTP calls by many names is {@code bad-request} here, with few exceptions. */
  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    String detail = error.summary().isEmpty() ? status.reason() : error.summary();
    var refused = new ProblemException(code(status.intValue()), detail);
    return Answers.problem(Problems.of(refused, NOTHING));
  }

  private static ProblemCode code(int status) {
    return switch (status) {
      case 413 -> ProblemCode.BODY_TOO_LARGE;
      case 405, 501 -> ProblemCode.METHOD_NOT_ALLOWED;
      default -> ProblemCode.BAD_REQUEST;
    };
  }
}
