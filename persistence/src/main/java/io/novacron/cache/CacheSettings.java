package io.novacron.cache;

import com.typesafe.config.Config;
import io.novacron.persistence.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the cache is, and how long its entries are of use. The keys are explained in this module's
 * reference.conf.
 *
 * @param redis {@code redis://[user@]host[:port][/database]}, or {@code rediss://} for TLS; none
 *     for this process's memory only
 * @param password where the password lies
 * @param ca certificates, PEM, that a Redis with TLS is trusted by; none for those of the JDK
 * @param prefix of every key in Redis, so that clusters can share one
 * @param ttl how long an entry is kept, 1 s to a day
 * @param fresh how long an entry is as good as the database's answer, 0 to ttl
 * @param slow after which Redis counts as not answering, 5 to 400 ms
 * @param memoryBytes that entries take in this process, 64 KiB to 1 GiB
 */
public record CacheSettings(
    Optional<URI> redis,
    Secret password,
    Optional<Path> ca,
    String prefix,
    Duration ttl,
    Duration fresh,
    Duration slow,
    long memoryBytes) {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern DATABASE = Pattern.compile("/?|/[0-9]{1,3}");

  public CacheSettings {
    redis.ifPresent(CacheSettings::check);
    require(PREFIX.matcher(prefix).matches(), "prefix", "1 to 64 of A-Z a-z 0-9 _ . -", prefix);
    requireWithin("ttl", ttl, 1_000, Duration.ofDays(1).toMillis());
    requireWithin("fresh", fresh, 0, ttl.toMillis());
    requireWithin("slow", slow, 5, 400);
    require(
        memoryBytes >= 1 << 16 && memoryBytes <= 1 << 30, "memory", "64 KiB to 1 GiB", memoryBytes);
  }

  /** This process's memory only. */
  public static CacheSettings inMemory() {
    return new CacheSettings(
        Optional.empty(),
        new Secret.None(),
        Optional.empty(),
        "novacron",
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        Duration.ofMillis(50),
        32L << 20);
  }

  /** As {@link #inMemory}, with the Redis at {@code url}. */
  public static CacheSettings at(String url, Secret password) {
    CacheSettings own = inMemory();
    return new CacheSettings(
        Optional.of(URI.create(url)),
        password,
        own.ca,
        own.prefix,
        own.ttl,
        own.fresh,
        own.slow,
        own.memoryBytes);
  }

  /**
   * Reads {@code novacron.cache} of {@code config}.
   *
   * @throws IllegalArgumentException when a value is out of its range, with the range
   */
  public static CacheSettings of(Config config) {
    Config cache = config.getConfig("novacron.cache");
    return new CacheSettings(
        text(cache, "redis-url").map(URI::create),
        Secret.of(cache.getString("password")),
        text(cache, "ca-file").map(Path::of),
        cache.getString("prefix"),
        cache.getDuration("ttl"),
        cache.getDuration("fresh"),
        cache.getDuration("slow"),
        cache.getBytes("memory"));
  }

  private static Optional<String> text(Config config, String key) {
    return Optional.of(config.getString(key)).filter(text -> !text.isEmpty());
  }

  private static void check(URI uri) {
    boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
    boolean whole = known && uri.getHost() != null && DATABASE.matcher(uri.getPath()).matches();
    if (!whole) {
      throw new IllegalArgumentException(
          "cache redis-url is redis://host:port or rediss://host:port, with /number for another"
              + " database than 0");
    }
    if (uri.getUserInfo() != null && uri.getUserInfo().contains(":")) {
      throw new IllegalArgumentException(
          "cache redis-url has a password in it; give it as password = file:<path> or env:<name>");
    }
  }

  private static void requireWithin(String name, Duration value, long least, long most) {
    require(
        value.toMillis() >= least && value.toMillis() <= most,
        name,
        least + " to " + most + " ms",
        value.toMillis() + " ms");
  }

  private static void require(boolean right, String name, String range, Object got) {
    if (!right) {
      throw new IllegalArgumentException("cache " + name + " is " + range + "; got " + got);
    }
  }
}
