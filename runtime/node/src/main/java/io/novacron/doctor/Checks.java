package io.novacron.doctor;

import java.util.ArrayList;
import java.util.List;

/** Which checks there are. */
public final class Checks {
  private Checks() {}

  /** All that tell something about {@code subject} but its hypervisors; they take seconds. */
  public static List<Check> all(Subject subject) {
    List<Check> all = new ArrayList<>(ofStart(subject));
    all.add(new JdkCheck());
    subject.extras().timeServer().ifPresent(server -> all.add(new NtpCheck(server)));
    all.add(new SyncCheck(subject.data()));
    all.add(new DatabaseCheck(subject.database()));
    subject.extras().cache().ifPresent(cache -> all.add(new RedisCheck(cache)));
    if (!subject.extras().certificates().isEmpty()) {
      all.add(new CertificateCheck(subject.extras().certificates()));
    }
    all.add(new MtuCheck(subject.bind(), subject.seeds()));
    return List.copyOf(all);
  }

  /** Those that are done in milliseconds and ask nobody else: a node runs them at every start. */
  public static List<Check> ofStart(Subject subject) {
    return List.of(
        new ClockCheck(subject.data()),
        new MachineCheck(subject.memoryMiB()),
        new DescriptorsCheck(),
        new FolderCheck(subject.data()),
        new PortsCheck(subject.bind(), subject.ports()));
  }
}
