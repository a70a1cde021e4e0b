package io.novacron.node;

import io.novacron.doctor.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;

/** What an examination can be told besides the options of {@code start}. */
final class DoctorOptions {
  private static final String TIME_SERVER = "ntp";
  private static final String CACHE = "cache";
  private static final String CACHE_PASSWORD = "cache-password-file";
  private static final String CERTIFICATES = "certificates";

  private DoctorOptions() {}

  static NodeCommand addTo(NodeCommand command) {
    return command
        .with(TIME_SERVER, "HOST[:PORT]", "NTP server to compare the clock with.")
        .with(CACHE, "HOST[:PORT]", "Redis that the node would use.")
        .with(CACHE_PASSWORD, "FILE", "Holds its password.")
        .with(CERTIFICATES, "FILE,...", "Certificates in PEM, or folders of them.");
  }

  static Subject.Extras extras(CommandLine line) {
    return new Subject.Extras(
        Optional.ofNullable(line.getOptionValue(TIME_SERVER)),
        Optional.ofNullable(line.getOptionValue(CACHE))
            .map(at -> new Subject.Cache(at, password(line))),
        certificates(line));
  }

  private static Optional<Path> password(CommandLine line) {
    return Optional.ofNullable(line.getOptionValue(CACHE_PASSWORD)).map(Path::of);
  }

  private static List<Path> certificates(CommandLine line) {
    return Stream.of(line.getOptionValue(CERTIFICATES, "").split(",", -1))
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .toList();
  }
}
