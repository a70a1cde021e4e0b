package io.novacron.node;

import io.novacron.doctor.ReportForm;
import io.novacron.doctor.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an examination can be told besides the options of {@code start}. */
@Command
final class DoctorOptions {
  @Option(
      names = {"-o", "--output"},
      description = "table or json (table).")
  private ReportForm form = ReportForm.table;

  @Option(names = "--ntp", description = "HOST[:PORT] of an NTP server to compare the clock with.")
  private @Nullable String timeServer;

  @Option(names = "--cache", description = "HOST[:PORT] of the Redis that the node would use.")
  private @Nullable String cache;

  @Option(names = "--cache-password-file", description = "File that holds its password.")
  private @Nullable Path cachePasswordFile;

  @Option(
      names = "--certificates",
      split = ",",
      description = "Certificates in PEM, or folders of them.")
  private List<Path> certificates = List.of();

  ReportForm form() {
    return form;
  }

  Subject.Extras extras() {
    return new Subject.Extras(
        Optional.ofNullable(timeServer),
        Optional.ofNullable(cache)
            .map(at -> new Subject.Cache(at, Optional.ofNullable(cachePasswordFile))),
        certificates);
  }
}
