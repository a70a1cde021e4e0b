package io.novacron.doctor;

import io.novacron.persistence.DatabaseSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The node that is to start here, as far as a check wants to know it.
 *
 * @param bind address that its servers listen on
 * @param ports TCP ports by the setting that holds them, in the order to report; 0: any
 * @param data folder for guests and data
 * @param seeds {@code host:port} of nodes to join by
 * @param database where it keeps its journal
 * @param memoryMiB that it offers to guests
 * @param extras what only some nodes have
 */
public record Subject(
    String bind,
    Map<String, Integer> ports,
    Path data,
    List<String> seeds,
    DatabaseSettings database,
    long memoryMiB,
    Extras extras) {

  /**
   * What only some nodes have.
   *
   * @param timeServer {@code host[:port]} of an NTP server to compare the clock with
   * @param cache where Redis listens
   * @param certificates PEM files, or folders of them
   */
  public record Extras(
      Optional<String> timeServer, Optional<Cache> cache, List<Path> certificates) {
    /** A node with none of that. */
    public static final Extras NONE = new Extras(Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * A Redis.
   *
   * @param address {@code host[:port]}
   * @param passwordFile holds its password, if it has one
   */
  public record Cache(String address, Optional<Path> passwordFile) {}
}
