package io.novacron.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: a script that teaches the shell our words. */
@Command(
    name = "completion",
    description = {
      "A script for bash or zsh that completes commands and options:",
      "  source <(./novacron completion)"
    })
final class Completion implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Novacron root;

  Completion(Novacron root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    root.output().text(AutoComplete.bash("novacron", spec.root().commandLine()));
    return Exit.OK;
  }
}
