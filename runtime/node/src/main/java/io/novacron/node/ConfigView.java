package io.novacron.node;

import io.novacron.client.resource.ConfigChangeResource;
import io.novacron.client.resource.ConfigResource;
import io.novacron.client.resource.ConfigValueResource;
import io.novacron.client.resource.ReloadResource;
import io.novacron.config.Configuration;
import io.novacron.config.Difference;
import io.novacron.config.Fault;
import io.novacron.config.Revision;
import io.novacron.control.ConfigDesk;
import io.novacron.control.Refusal;
import io.novacron.vm.InvalidSpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Shows a node's configuration to users, and its changes. */
final class ConfigView implements ConfigDesk {
  private final String node;
  private final Reload reload;

  ConfigView(String node, Reload reload) {
    this.node = node;
    this.reload = reload;
  }

  @Override
  public ConfigResource show() {
    Configuration current = reload.current();
    return new ConfigResource(
        node,
        current.file().map(Path::toString).orElse(null),
        current.values().stream().map(ConfigView::value).toList());
  }

  @Override
  public ReloadResource plan() {
    return switch (reload.plan()) {
      case Revision.Invalid(List<Fault> faults) -> throw invalid(faults);
      case Revision.NeedsRestart(Difference difference) -> changes(false, difference);
      case Revision.Ready(_, Difference difference) -> changes(false, difference);
    };
  }

  @Override
  public ReloadResource reload() {
    return switch (reload.apply()) {
      case Revision.Invalid(List<Fault> faults) -> throw invalid(faults);
      case Revision.NeedsRestart(Difference difference) ->
          throw new Refusal(Refusal.Code.WRONG_STATE, restart(difference));
      case Revision.Ready(_, Difference difference) -> changes(true, difference);
    };
  }

  /** Why {@code difference} cannot be taken in. */
  static String restart(Difference difference) {
    String keys =
        difference.fixed().stream()
            .map(change -> change.key().name() + " (" + change.origin().text() + ")")
            .collect(Collectors.joining(", "));
    return "nothing was changed, since a restart is needed for " + keys;
  }

  private static InvalidSpecException invalid(List<Fault> faults) {
    return new InvalidSpecException(
        faults.stream()
            .map(fault ->
                new InvalidSpecException.Violation(
                    fault.path().isEmpty() ? "file" : fault.path(),
                    fault.text() + " (" + fault.origin().text() + ")"))
            .toList());
  }

  private ReloadResource changes(boolean applied, Difference difference) {
    return new ReloadResource(
        node, applied, difference.changes().stream().map(ConfigView::change).toList());
  }

  private static ConfigChangeResource change(Difference.Change change) {
    return new ConfigChangeResource(
        change.key().name(),
        change.before(),
        change.after(),
        change.origin().text(),
        change.key().reloadable());
  }

  private static ConfigValueResource value(Configuration.Value value) {
    return new ConfigValueResource(
        value.key().name(), value.text(), value.origin().text(), value.key().reloadable());
  }
}
