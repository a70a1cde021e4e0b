package io.novacron.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a VM is made of, as options; what is not given is left to the server's defaults. */
final class SpecOptions {
  @Option(names = "--driver", description = "qemu (default) or sim.")
  @Nullable String driver;

  @Option(names = "--cpus", description = "Virtual CPUs; default 1.")
  @Nullable Integer cpus;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Quantities.OfMemory.class,
      description = "Guest memory, such as 512MiB or 2GiB; a bare number is MiB.")
  @Nullable Long memoryMiB;

  @Option(names = "--machine", description = "Versioned machine type, such as pc-i440fx-7.2.")
  @Nullable String machine;

  @Option(names = "--cpu-model", description = "Named CPU model, such as Nehalem.")
  @Nullable String cpuModel;

  @Option(names = "--kernel", paramLabel = "PATH", description = "Boot this kernel; no disk.")
  @Nullable String kernel;

  @Option(names = "--initrd", paramLabel = "PATH", description = "For --kernel.")
  @Nullable String initrd;

  @Option(names = "--cmdline", paramLabel = "TEXT", description = "For --kernel.")
  @Nullable String cmdline;

  @Option(
      names = "--disk",
      paramLabel = "path=P[,format=F][,ro][,shared]",
      description = "A disk; format raw or qcow2. Paths are those of the hosts. Repeatable.")
  List<String> disks = new ArrayList<>();

  @Option(
      names = "--nic",
      paramLabel = "type=T[,device=D][,mac=M]",
      description = "A network card; type none, user or tap. Repeatable.")
  List<String> nics = new ArrayList<>();

  @Option(names = "--heartbeat", description = "none, serial or debugcon.")
  @Nullable String heartbeat;

  @Option(
      names = "--workload",
      paramLabel = "seed=N,workingSetMiB=N,dirtyPagesPerSecond=N",
      description = "What a simulated guest does.")
  @Nullable String workload;
}
