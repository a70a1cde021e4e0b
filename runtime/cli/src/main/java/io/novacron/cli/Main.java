package io.novacron.cli;

import io.novacron.client.BuildInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Entry of the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Novacron()).execute(args));
  }

  @Command(name = "novacron", description = "Runs virtual machines over several sites.")
  static final class Novacron implements Runnable {
    @Option(names = "--train", hidden = true, description = "Exercises the program.")
    private boolean train;

    @Command(description = "What this is.")
    void version() {
      BuildInfo info = BuildInfo.current();
      System.out.println("novacron " + info.version() + " (build " + info.build() + ")");
    }

    @Override
    public void run() {
      if (train) {
        version();
      }
    }
  }
}
