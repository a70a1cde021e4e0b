package io.novacron.node;

import io.novacron.doctor.Check;
import io.novacron.doctor.Checks;
import io.novacron.doctor.Examination;
import io.novacron.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Says whether a node would start here: {@code novacron doctor}, with the options of start. */
public final class DoctorMain {
  private static final int CANNOT_RUN = 5;

  private DoctorMain() {}

  /** Ends with 0 when a node would start, 5 when it would not, 2 for a wrong command line. */
  public static void main(String[] arguments) {
    int code = line().execute(arguments);
    // A check that hangs is left behind in a thread of its own.
    System.exit(code);
  }

  /** The options of {@code start}, and a few that only an examination has. */
  static CommandLine line() {
    var options = new DoctorOptions();
    CommandLine line = NodeCommand.line(settings -> examine(settings, options));
    CommandSpec spec = line.getCommandSpec();
    spec.name("novacron doctor");
    spec.usageMessage()
        .description(
            "Says whether a node would start on this machine with these options, and what to do"
                + " where it would not. Exit code: 0 it would, 5 it would not, 2 wrong options.");
    spec.addMixin("doctor", CommandSpec.forAnnotatedObject(options));
    return line;
  }

  private static int examine(NodeSettings settings, DoctorOptions options) {
    var found = Examination.of(checks(settings, options));
    System.out.println(options.form().text(found));
    return found.stream().allMatch(Finding::allowsStart) ? 0 : CANNOT_RUN;
  }

  private static List<Check> checks(NodeSettings settings, DoctorOptions options) {
    List<Check> checks =
        new ArrayList<>(Checks.all(ResourceCheck.subject(settings, options.extras())));
    if (settings.drivers().contains("qemu")) {
      checks.add(new QemuCheck());
    }
    return checks;
  }
}
