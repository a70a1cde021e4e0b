package io.novacron.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.novacron.tls.LiveTls;
import io.novacron.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes, whose peers the JDK judges by the real clock; the reloads go by ours. */
class LiveTlsTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private Instant now = Instant.now();
  private final List<String> log = new ArrayList<>();

  private PkiFolder pki(String name) {
    PkiFolder pki = new PkiFolder(folder.resolve(name));
    pki.init(now);
    return pki;
  }

  private TlsFiles node(PkiFolder pki, String name) {
    return pki.issueNode(new Owner(name, List.of(name, "127.0.0.1")), now);
  }

  private LiveTls live(TlsFiles files) {
    return LiveTls.open(files, () -> now, INTERVAL, log::add);
  }

  @Test
  void nodesOfOneAuthorityTalk() throws Exception {
    PkiFolder pki = pki("a");
    LiveTls one = live(node(pki, "n1"));
    LiveTls other = live(node(pki, "n2"));
    assertThat(Handshake.between(one.amongNodes(), other.amongNodes()))
        .isEqualTo(one.material().certificate());
  }

  @Test
  void aForeignNodeIsNotLetIn() {
    LiveTls one = live(node(pki("a"), "n1"));
    LiveTls foreign = live(node(pki("b"), "n2"));
    assertThatException()
        .isThrownBy(() -> Handshake.between(one.amongNodes(), foreign.amongNodes()));
  }

  @Test
  void aClientMayAskButIsNoNode() throws Exception {
    PkiFolder pki = pki("a");
    LiveTls node = live(node(pki, "n1"));
    LiveTls client = live(pki.issueClient(new Owner("alice", List.of()), now));
    assertThat(Handshake.between(node.withAnybody(), client.withAnybody())).isNotNull();
    assertThatException()
        .isThrownBy(() -> Handshake.between(node.amongNodes(), client.withAnybody()))
        .withStackTraceContaining("certificate");
  }

  @Test
  void newFilesAreTakenUpWithoutARestart() throws Exception {
    PkiFolder pki = pki("a");
    TlsFiles files = node(pki, "n1");
    LiveTls live = live(files);
    LiveTls other = live(node(pki, "n2"));
    var first = live.material().certificate();
    node(pki, "n1");
    assertThat(live.material().certificate()).as("not yet looked at").isEqualTo(first);
    now = now.plus(INTERVAL);
    var shown = Handshake.between(live.amongNodes(), other.amongNodes());
    assertThat(shown).isNotEqualTo(first).isEqualTo(live.material().certificate());
    assertThat(log).singleElement().asString().contains("took up", "tls.crt");
  }

  @Test
  void aNewAuthorityIsTakenUpToo() throws Exception {
    TlsFiles files = node(pki("a"), "n1");
    LiveTls live = live(files);
    PkiFolder next = pki("b");
    TlsFiles renewed = node(next, "n1");
    copy(renewed, files);
    now = now.plus(INTERVAL);
    assertThat(Handshake.between(live.amongNodes(), live(node(next, "n2")).amongNodes()))
        .isNotNull();
  }

  @Test
  void filesThatCannotBeUsedLeaveTheOldOnes() throws Exception {
    TlsFiles files = node(pki("a"), "n1");
    LiveTls live = live(files);
    var first = live.material();
    String good = Files.readString(files.certificate());
    Files.writeString(files.certificate(), "half of a");
    now = now.plus(INTERVAL);
    assertThat(live.material()).isEqualTo(first);
    assertThat(log).singleElement().asString().contains("stays with the old", "no certificates");
    Files.writeString(files.certificate(), good);
    Files.setLastModifiedTime(files.certificate(), FileTime.from(now.plusSeconds(60)));
    now = now.plus(INTERVAL);
    assertThat(live.material().certificate()).isEqualTo(first.certificate());
    assertThat(log).hasSize(2);
  }

  private static void copy(TlsFiles from, TlsFiles to) throws IOException {
    Files.write(to.ca(), Files.readAllBytes(from.ca()));
    Files.write(to.key(), Files.readAllBytes(from.key()));
    Files.write(to.certificate(), Files.readAllBytes(from.certificate()));
  }
}
