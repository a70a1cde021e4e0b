package io.novacron.node;

import io.novacron.config.Configuration;
import io.novacron.dwcp.transfer.TransferOptions;
import java.time.Duration;
import java.util.Map;

/**
 * How transfers go, by mode.
 *
 * @param profiles by the names of modes
 * @param multiStream whether more than one connection is used
 * @param compression whether more than zstd's fastest level is
 * @param storeBytes that may be kept of guests' memory; 0 for none
 */
record TransferSettings(
    Map<String, Profile> profiles,
    boolean multiStream,
    boolean compression,
    int frameBytes,
    long inFlightBytes,
    Duration silence,
    Duration admission,
    long storeBytes) {
  private static final int KIB = 1 << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final int FASTEST = -7;

  /** What differs from mode to mode. */
  record Profile(int streams, int level) {}

  TransferSettings {
    profiles = Map.copyOf(profiles);
  }

  static TransferSettings of(Configuration configuration) {
    return new TransferSettings(
        Map.of(
            "datacenter", profile(configuration, "datacenter"),
            "internet", profile(configuration, "internet"),
            "hybrid", profile(configuration, "hybrid")),
        configuration.isOn("dwcp.features.multi-stream"),
        configuration.isOn("dwcp.features.compression"),
        configuration.integer("dwcp.amst.frame-kib") * KIB,
        configuration.integer("dwcp.amst.in-flight-mib") * MIB,
        configuration.seconds("dwcp.amst.silence-seconds"),
        configuration.seconds("dwcp.amst.admission-seconds"),
        configuration.integer("dwcp.hde.store-gib") * GIB);
  }

  private static Profile profile(Configuration configuration, String mode) {
    return new Profile(
        configuration.integer("dwcp.modes." + mode + ".streams"),
        configuration.integer("dwcp.modes." + mode + ".compression-level"));
  }

  /** Those of a transfer that begins while the mode is {@code mode}. */
  TransferOptions options(String mode) {
    var usual = TransferOptions.defaults();
    Profile profile = profiles.getOrDefault(mode, new Profile(usual.streams(), usual.zstdLevel()));
    return new TransferOptions(
        multiStream ? profile.streams() : 1,
        frameBytes,
        usual.allowedPause(),
        usual.pauseShare(),
        compression ? profile.level() : FASTEST,
        inFlightBytes,
        silence,
        admission);
  }
}
