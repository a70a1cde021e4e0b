package io.novacron.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flags that a node's JVM is started with. */
class NodeFlagsTest {
  private static final Path FLAGS = Repository.ROOT.resolve("runtime/node/src/main/jvm/node.flags");

  @TempDir private Path folder;

  private String said(String shell, String first, String second) throws Exception {
    var run =
        Repository.run(
            folder.resolve("log"), 30, List.of("bash", "-euc", shell, "bash", first, second));
    assertThat(run.code()).as(run.output()).isZero();
    return run.output();
  }

  private static List<String> flags() {
    return Repository.read(FLAGS).lines().filter(line -> line.startsWith("-")).toList();
  }

  @Test
  void aJvmTakesThemAndLeavesStandardOutputToAnswers() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(said("\"$1\" \"@$2\" -version 2>/dev/null", java, FLAGS.toString())).isEmpty();
  }

  @Test
  void theLauncherTakesAllOfThemOnLinux() throws Exception {
    assertThat(launched("linux-gnu")).isEqualTo(flags());
    assertThat(launched("darwin24"))
        .isNotEmpty()
        .isSubsetOf(flags())
        .doesNotContain("-XX:+UseTransparentHugePages");
  }

  /** What its own function gives a node's JVM. */
  private List<String> launched(String system) throws Exception {
    String shell =
        """
        root=$1 unsafe=() OSTYPE=$2
        argfile() { [[ $1 != node ]] || printf '%s\\n' "${@:3}"; }
        source <(sed -n '/^write_argfiles()/,/^}/p' "$root/novacron")
        write_argfiles
        """;
    return said(shell, Repository.ROOT.toString(), system).lines().toList();
  }

  @Test
  void whatANodeCannotDoWithoutIsAmongThem() {
    assertThat(flags())
        .contains(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");
  }
}
