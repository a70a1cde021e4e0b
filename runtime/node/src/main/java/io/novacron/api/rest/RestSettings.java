package io.novacron.api.rest;

import java.time.Duration;

/**
 * How patient the server is.
 *
 * @param answerTimeout after which a request is answered {@code timed-out}; longer than the control
 *     plane's own ten seconds
 * @param keepAlive how often an event feed says something while nothing happens
 * @param stalledAfter after which a reader of the feed that takes nothing is disconnected
 * @param goodbye how long requests under way may take when the server stops
 */
public record RestSettings(
    Duration answerTimeout, Duration keepAlive, Duration stalledAfter, Duration goodbye) {
  public static final RestSettings DEFAULT =
      new RestSettings(
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));
}
