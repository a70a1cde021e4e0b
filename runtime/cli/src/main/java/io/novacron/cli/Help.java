package io.novacron.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: of a command at any depth, such as {@code help vm migrate}. */
@Command(name = "help", description = "What a command does: help [COMMAND...].")
final class Help implements Callable<Integer> {
  @Parameters(paramLabel = "COMMAND", description = "Default: all of them.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Novacron root;

  Help(Novacron root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String word : words) {
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        throw new IllegalArgumentException("there is no command '" + word + "'");
      }
      command = below;
    }
    root.output().text(command.getUsageMessage());
    return Exit.OK;
  }
}
