package io.novacron.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.hde.store.BaseId;
import io.novacron.dwcp.hde.store.ContentStore;
import io.novacron.dwcp.hde.store.Draft;
import io.novacron.dwcp.hde.store.Label;
import io.novacron.dwcp.hde.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a store, and does to it. */
class StoreMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path folder;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  StoreMainTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ContentStore open() throws StoreException {
    return ContentStore.open(folder, Long.MAX_VALUE, () -> now);
  }

  private BaseId keep(String vm, int fill) throws StoreException {
    try (var store = open();
        Draft draft = store.draft(2 << 20)) {
      draft.bytes().asSlice(Draft.MARGIN, 8192).fill((byte) fill);
      return draft.keep(new Label(Label.Kind.CHECKPOINT, "acme", vm));
    }
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--dir";
    all[arguments.length + 1] = folder.toString();
    return StoreMain.run(
        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), () -> now, all);
  }

  private JsonNode json(String command) throws IOException {
    assertThat(run(command, "-o", "json")).as(err.toString(UTF_8)).isLessThan(2);
    return new JsonMapper().readTree(out.toString(UTF_8));
  }

  @Test
  void whatIsKeptIsListedAndCounted() throws IOException {
    BaseId first = keep("vm-1", 1);
    now = now.plus(Duration.ofHours(1));
    keep("vm-2", 2);
    JsonNode list = json("list");
    assertThat(list).hasSize(2);
    assertThat(list.path(1).path("id").asText()).isEqualTo(first.hex());
    assertThat(list.path(1).path("kind").asText()).isEqualTo("checkpoint");
    assertThat(list.path(0).path("kept").asText()).isEqualTo("2026-03-01T13:00:00Z");
    JsonNode stats = json("stats");
    assertThat(stats.path("entries").asInt()).isEqualTo(2);
    assertThat(stats.path("bytes").asLong()).isEqualTo(4 << 20);
    assertThat(stats.path("storedBytes").asLong()).isEqualTo(2 * (Draft.MARGIN + 8192 + 64));
    assertThat(run("list")).isZero();
    assertThat(out.toString(UTF_8)).contains(first.hex(), "vm-2", "2,097,152");
    assertThat(run("stats")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("2 entries of 4,194,304 bytes");
  }

  @Test
  void whatIsDamagedIsNamedAndPruned() throws IOException {
    BaseId id = keep("vm-1", 1);
    keep("vm-2", 2);
    assertThat(run("verify")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("2 entries are as they were kept, 0 are damaged");
    Path file = folder.resolve(id.hex() + ".base");
    byte[] bytes = Files.readAllBytes(file);
    bytes[Draft.MARGIN + 5]++;
    Files.write(file, bytes);
    assertThat(run("verify")).isEqualTo(StoreMain.FAILED);
    assertThat(out.toString(UTF_8)).contains("1 are damaged", id.hex(), "region 0");
    assertThat(json("verify").path("damaged").path(0).path("file").asText()).contains(id.hex());
    assertThat(json("prune").path("damaged")).hasSize(1);
    assertThat(file).doesNotExist();
    assertThat(json("list")).hasSize(1);
  }

  @Test
  void whatIsOldOrBeyondTheBoundIsPruned() throws IOException {
    keep("vm-1", 1);
    now = now.plus(Duration.ofDays(8));
    keep("vm-2", 2);
    keep("vm-3", 3);
    assertThat(run("prune", "--older-than", "7d", "--most", "2MiB")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("removed 0 damaged, 1 old, 1 beyond the bound");
    assertThat(json("list")).hasSize(1);
    for (String age : new String[] {"700s", "30m", "12h"}) {
      assertThat(run("prune", "--older-than", age, "--most", "1TiB")).isZero();
    }
    assertThat(run("prune", "--most", "1GiB")).isZero();
    assertThat(json("list")).hasSize(1);
  }

  @Test
  void aStoreInUseIsSeenAndNotPruned() throws IOException {
    keep("vm-1", 1);
    try (var store = open()) {
      assertThat(json("list")).hasSize(store.entries().size());
      assertThat(run("prune")).isEqualTo(StoreMain.CONFLICT);
      assertThat(err.toString(UTF_8)).contains("in use", "stop the node");
    }
  }

  @Test
  void nothingIsMadeWhereThereIsNoStore() throws IOException {
    for (String command : new String[] {"stats", "list", "verify", "prune"}) {
      assertThat(run(command)).isEqualTo(StoreMain.NOT_FOUND);
      assertThat(err.toString(UTF_8)).contains("no content store in " + folder);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wordsThatMakeNoSenseAreRefused() throws StoreException {
    keep("vm-1", 1);
    assertThat(run("prune", "--older-than", "soon")).isEqualTo(StoreMain.USAGE);
    assertThat(err.toString(UTF_8)).contains("'soon' is not a time like 12h or 7d");
    assertThat(run("prune", "--most", "7")).isEqualTo(StoreMain.USAGE);
    assertThat(run("list", "-o", "yaml")).isEqualTo(StoreMain.USAGE);
  }
}
