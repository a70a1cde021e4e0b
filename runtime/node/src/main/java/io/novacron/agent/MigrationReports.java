package io.novacron.agent;

import io.novacron.control.AgentCommand;
import io.novacron.control.Dispatch;
import io.novacron.control.MigrationCommand;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Plan;
import io.novacron.migration.Progress;

/** How a host speaks to migrations, and to the other host of one. */
final class MigrationReports {
  private final String host;
  private final Dispatch dispatch;

  MigrationReports(String host, Dispatch dispatch) {
    this.host = host;
    this.dispatch = dispatch;
  }

  void tell(Plan plan, MigrationReport report) {
    dispatch.toMigration(plan.id(), new MigrationCommand.Tell(report));
  }

  void fail(Plan plan, String reason) {
    tell(plan, new MigrationReport.Failed(host, reason));
  }

  void advance(Plan plan, Progress progress) {
    dispatch.toMigration(plan.id(), new MigrationCommand.Advance(progress));
  }

  void targetLives(Plan plan, boolean beat) {
    dispatch.toHost(plan.source().host(), new AgentCommand.TargetLives(plan.id(), beat));
  }

  String host() {
    return host;
  }
}
