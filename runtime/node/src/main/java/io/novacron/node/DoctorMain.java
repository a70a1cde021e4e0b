package io.novacron.node;

import io.novacron.doctor.Check;
import io.novacron.doctor.Checks;
import io.novacron.doctor.Examination;
import io.novacron.doctor.Finding;
import io.novacron.doctor.ReportForm;
import io.novacron.doctor.Subject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/** Says whether a node would start here: {@code novacron doctor}, with the options of start. */
public final class DoctorMain {
  private static final int CANNOT_RUN = 5;

  private DoctorMain() {}

  /** Ends with 0 when a node would start, 5 when it would not, 2 for a wrong command line. */
  public static void main(String[] arguments) {
    int code = run(System.out, System.err, arguments);
    System.out.flush();
    // A check that hangs is left behind in a thread of its own.
    System.exit(code);
  }

  /** The options of {@code start}, and a few that only an examination has. */
  static int run(PrintStream out, PrintStream err, String... arguments) {
    NodeCommand command =
        NodeCommand.named(
                "novacron doctor",
                "Says whether a node would start on this machine with these options, and what to"
                    + " do where it would not. Exit code: 0 it would, 5 it would not, 2 wrong"
                    + " options.")
            .withOutput("table or json (table).");
    return DoctorOptions.addTo(command)
        .execute((settings, line) -> examine(settings, line, out), out, err, arguments);
  }

  private static int examine(NodeSettings settings, CommandLine line, PrintStream out) {
    ReportForm form = NodeCommand.form(line, ReportForm.class);
    var found = Examination.of(checks(settings, DoctorOptions.extras(line)));
    out.println(form.text(found));
    return found.stream().allMatch(Finding::allowsStart) ? 0 : CANNOT_RUN;
  }

  private static List<Check> checks(NodeSettings settings, Subject.Extras extras) {
    List<Check> checks = new ArrayList<>(Checks.all(ResourceCheck.subject(settings, extras)));
    if (settings.drivers().contains("qemu")) {
      checks.add(new QemuCheck());
    }
    return checks;
  }
}
