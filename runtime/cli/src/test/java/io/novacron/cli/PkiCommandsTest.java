package io.novacron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.client.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiCommandsTest {
  @AutoClose private final Cli cli = Cli.always(200, "{}");
  @TempDir private Path folder;

  private Cli.Result pki(String... words) {
    var all = new java.util.ArrayList<>(java.util.List.of(words));
    all.add(0, "pki");
    return cli.run(all.toArray(String[]::new));
  }

  private String made() {
    String pki = folder.resolve("pki").toString();
    assertThat(pki("init", "--folder", pki).out()).contains("made a certificate authority", "next");
    return pki;
  }

  @Test
  void threeCommandsMakeACluster() {
    String pki = made();
    assertThat(pki("init", "--folder", pki).out()).contains("already");
    var n2 = pki("issue", "--folder", pki, "--id", "n2", "--host", "10.0.0.2,n2.example");
    assertThat(n2.exit()).isZero();
    assertThat(n2.out()).contains(pki + "/n2", "copy this folder to the machine of n2");
    var shown = pki("show", pki);
    assertThat(shown.out().lines()).hasSize(4);
    assertThat(shown.out()).contains("CN=n2", "10.0.0.2, 127.0.0.1", "n2.example", "3649", "89");
    assertThat(cli.server.requests()).isEmpty();
  }

  @Test
  void aClientGetsItsOptions() {
    String pki = made();
    var alice = pki("issue", "--folder", pki, "--client", "alice", "-o", "json");
    assertThat(alice.out()).contains("--cert " + pki + "/alice/tls.crt");
    assertThat(pki("show", pki + "/alice/tls.crt").out()).contains("CN=alice", "no names");
  }

  @Test
  void wrongWordsAndFilesAreSaid() throws IOException {
    assertThat(pki("issue", "--folder", "f").exit()).isEqualTo(Exit.USAGE);
    assertThat(pki("issue", "--folder", "f", "--id", "a", "--client", "b").exit())
        .isEqualTo(Exit.USAGE);
    var nothing = pki("issue", "--folder", folder.toString(), "--id", "n1");
    assertThat(nothing.exit()).isEqualTo(Exit.USAGE);
    assertThat(nothing.err()).contains("no authority", "novacron pki init --folder");
    assertThat(pki("issue", "--folder", made(), "--id", "../n1").err()).contains("a name has");
    Path file = Files.writeString(folder.resolve("x.crt"), "hello");
    assertThat(pki("show", file.toString()).err()).contains("holds no certificates");
    assertThat(pki("show", folder.resolve("none").toString()).err()).contains("is not there");
  }

  @Test
  void aClientCertificateTakesAllThree() {
    var result = cli.run("vm", "list", "--cert", "x");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("--ca, --cert and --key");
  }

  @Test
  void theEnvironmentNamesThemToo() {
    String pki = made();
    cli.environment.put("NOVACRON_CA", pki + "/ca.crt");
    cli.environment.put("NOVACRON_SERVER", FakeServer.nobody().replace("http://", ""));
    var result = cli.run("vm", "list");
    assertThat(result.exit()).isEqualTo(Exit.INTERNAL);
    assertThat(result.err()).contains("no answer from https://127.0.0.1:");
    cli.environment.put("NOVACRON_CA", pki + "/gone.crt");
    assertThat(cli.run("vm", "list").err()).contains("gone.crt is not there");
  }
}
