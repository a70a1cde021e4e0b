package io.novacron.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** All commands, in the order of the help. */
final class Commands {
  private static final Map<String, Function<Novacron, CommandLine>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("demo", root -> new CommandLine(new Elsewhere.Demo()));
    ALL.put("start", root -> new CommandLine(new Elsewhere.Start()));
    ALL.put("vm", Commands::vm);
    ALL.put("migration", root -> new CommandLine(new MigrationCommands(root)));
    ALL.put("operation", root -> new CommandLine(new OperationCommands(root)));
    ALL.put("node", root -> new CommandLine(new NodeCommands(root)));
    ALL.put("cluster", root -> new CommandLine(new ClusterCommands(root)));
    ALL.put("boot", Commands::boot);
    ALL.put("config", root -> new CommandLine(new ConfigCommands(root)));
    ALL.put("pki", root -> new CommandLine(new PkiCommands(root)));
    ALL.put("events", root -> new CommandLine(new EventsCommand(root)));
    ALL.put("hde", root -> new CommandLine(new Elsewhere.Hde()));
    ALL.put("store", root -> new CommandLine(new Elsewhere.Store()));
    ALL.put("bench", root -> new CommandLine(new Elsewhere.Bench()));
    ALL.put("version", root -> new CommandLine(new VersionCommand(root)));
    ALL.put("completion", root -> new CommandLine(new Completion(root)));
    ALL.put("help", root -> new CommandLine(new Help(root)));
  }

  private Commands() {}

  private static CommandLine vm(Novacron root) {
    return new CommandLine(new VmCommands(root)).addSubcommand(new VmCreate(root));
  }

  private static CommandLine boot(Novacron root) {
    return new CommandLine(new BootCommands(root))
        .addSubcommand("plan", new CommandLine(new Elsewhere.BootPlan()));
  }

  /**
   * The root command with those below it that {@code args} can mean: reading the annotations of all
   * takes longer than most commands do.
   */
  static CommandLine below(Novacron root, String... args) {
    var commandLine = new CommandLine(root);
    String first = args.length == 0 ? "" : args[0];
    boolean one = ALL.containsKey(first) && !first.equals("help") && !first.equals("completion");
    ALL.forEach((name, command) -> {
      if (!one || name.equals(first)) {
        commandLine.addSubcommand(name, command.apply(root));
      }
    });
    return commandLine;
  }
}
