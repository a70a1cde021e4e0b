package io.novacron.node;

import io.novacron.init.Reports;
import io.novacron.metrics.Metrics;
import io.novacron.persistence.ReadSide;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a node does now and then, as one of its parts: well when each of its jobs is. */
final class JobsPart {
  private final Actors actors;
  private final CertificateJob certificates;
  private final List<Job> jobs;
  private final List<ActorRef<?>> running = new ArrayList<>();

  JobsPart(NodeSettings settings, Actors actors, TlsPlane tls, ReadSide readSide) {
    var clock = InstantSource.system();
    var retention = RetentionSettings.of(settings.configuration());
    this.actors = actors;
    this.certificates = new CertificateJob(tls, clock);
    this.jobs = new ArrayList<>(List.of(certificates.job()));
    jobs.addAll(new RetentionJobs(retention, settings.id(), readSide).jobs(clock));
  }

  /** Begins to wait: the first of them is due after minutes, so that no boot waits for one. */
  synchronized void start(Reports reports) {
    var joint = new JointReports(reports);
    for (Job job : jobs) {
      running.add(actors.spawn("job-" + job.name(), job.running(joint.of(job.name()))));
    }
  }

  synchronized void stop() {
    running.forEach(actors::stop);
    running.clear();
  }

  void addTo(Metrics metrics) {
    Figures.addUpkeep(metrics, jobs, certificates);
  }
}
