package io.novacron.node;

import io.novacron.doctor.Checks;
import io.novacron.doctor.Examination;
import io.novacron.doctor.Finding;
import io.novacron.doctor.Level;
import io.novacron.doctor.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether this machine has what a node needs, before anything is started on it. */
final class ResourceCheck {
  private ResourceCheck() {}

  /**
   * What to tell the operator although the node can start.
   *
   * @throws StartException when something is missing, with what to do about it
   */
  static List<Finding> run(NodeSettings settings) {
    List<Finding> found = Examination.of(Checks.ofStart(subject(settings, Subject.Extras.NONE)));
    List<Finding> faults = found.stream().filter(finding -> !finding.allowsStart()).toList();
    if (!faults.isEmpty()) {
      throw refusal(faults);
    }
    return found.stream().filter(finding -> finding.level() == Level.WARNING).toList();
  }

  private static StartException refusal(List<Finding> faults) {
    return new StartException(
        "This machine cannot run the node: "
            + faults.stream().map(Finding::check).distinct().collect(Collectors.joining(", ")),
        faults.stream().map(Finding::measured).collect(Collectors.joining("; ")),
        faults.stream().map(Finding::remedy).distinct().collect(Collectors.joining(" ")));
  }

  /** The node of {@code settings}, as the checks want to know it. */
  static Subject subject(NodeSettings settings, Subject.Extras extras) {
    return new Subject(
        settings.bind(),
        ports(settings.ports()),
        settings.data(),
        settings.seeds(),
        settings.database(),
        settings.memoryMiB(),
        extras);
  }

  private static Map<String, Integer> ports(NodeSettings.Ports ports) {
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put("--artery-port", ports.artery());
    all.put("--http-port", ports.http());
    all.put("--management-port", ports.management());
    all.put("--transfer-port", ports.transfer());
    all.put("--set system.ports.events", ports.events());
    return all;
  }
}
