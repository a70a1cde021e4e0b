package io.novacron.client;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;

/** Ends an HTTP client at once, where the JDK can: this module must still run on 17. */
final class Closing {
  private Closing() {}

  /**
   * {@code close()} would wait for streams that never end; {@code shutdownNow()} is there from 21
   * on.
   */
  static void shutDownNow(HttpClient http) {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(http);
    } catch (NoSuchMethodException e) {
      // Before 21 its threads end when it is garbage.
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
