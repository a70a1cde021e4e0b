package io.novacron.discovery;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.novacron.persistence.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A Consul agent and how patient to be with it.
 *
 * @param url {@code http[s]://host:port}
 * @param token where the ACL token lies; it is read for each request
 * @param timeout for one answer, 100 ms to 30 s
 */
public record ConsulSettings(URI url, Secret token, Duration timeout) {
  public ConsulSettings {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "a Consul agent is http://host:port or https://host:port; got '" + url.getHost() + "'");
    }
    if (timeout.toMillis() < 100 || timeout.toMillis() > 30_000) {
      throw new IllegalArgumentException(
          "consul timeout is 100 to 30000 ms; got " + timeout.toMillis() + " ms");
    }
  }

  /** The agent at {@code url}, without a token, answering within two seconds. */
  public static ConsulSettings at(String url) {
    return new ConsulSettings(URI.create(url), new Secret.None(), Duration.ofSeconds(2));
  }

  /** Reads {@code url}, {@code token} and {@code timeout} of {@code config}. */
  public static ConsulSettings of(Config config) {
    return new ConsulSettings(
        URI.create(config.getString("url")),
        Secret.of(config.getString("token")),
        config.getDuration("timeout"));
  }

  /** As {@link #of} reads it. */
  Config toConfig() {
    return ConfigFactory.parseMap(
        Map.of("url", url.toString(), "token", reference(token), "timeout", timeout));
  }

  private static String reference(Secret secret) {
    return switch (secret) {
      case Secret.None _ -> "";
      case Secret.InFile(Path path) -> "file:" + path;
      case Secret.InEnvironment(var name) -> "env:" + name;
    };
  }
}
