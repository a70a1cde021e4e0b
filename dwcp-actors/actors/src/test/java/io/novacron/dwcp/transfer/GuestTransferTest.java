package io.novacron.dwcp.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.hde.HeldImages;
import io.novacron.dwcp.hde.StageLedger;
import io.novacron.dwcp.hde.TheirPages;
import io.novacron.dwcp.hde.store.KeyedHashes;
import io.novacron.dwcp.hde.stream.RamBlock;
import io.novacron.dwcp.hde.stream.RamLayout;
import io.novacron.dwcp.hde.stream.StreamFigures;
import io.novacron.dwcp.hde.stream.StreamParser;
import io.novacron.dwcp.hde.stream.StreamParts;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guest's stream over real sockets, against what both sides have kept. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class GuestTransferTest {
  private static final TransferId ID = new TransferId("move-1");
  private static final TransferOptions OPTIONS = TransferOptions.defaults();
  private static final String TICKET = "ticket-of-this-transfer";
  private static final int PAGE = 4096;
  private static final int PAGES = 2000;

  private final Kept here = new Kept();
  private final Kept there = new Kept();
  private TransferServer server;
  private TransferClient client;

  @BeforeEach
  void open() throws IOException {
    server = TransferServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = new TransferClient();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void whatBothHaveKeptIsNotSentAgain() throws Exception {
    byte[] memory = noise(PAGES * PAGE);
    Sent first = send(memory);
    assertThat(first.stages().baseId()).isEmpty();
    assertThat(first.result().wireBytes()).isGreaterThan(memory.length);

    here.keep();
    there.keep();
    memory[5 * PAGE]++;
    Sent second = send(memory);
    assertThat(second.stages().baseId()).isEqualTo(here.id());
    assertThat(second.result().wireBytes()).isLessThan(20_000);
    assertThat(in(second, "same")).isEqualTo((PAGES - 1) * PAGE);
    assertThat(in(second, "delta")).isEqualTo(PAGE);
  }

  @Test
  void whatZstdWouldHaveMadeIsCounted() throws Exception {
    Sent sent = send(new byte[PAGES * PAGE]);
    assertThat(sent.stages().zstd().bytesIn()).isPositive();
    assertThat(sent.stages().zstd().bytesOut()).isLessThan(sent.stages().zstd().bytesIn());
  }

  @Test
  void aBaseThatIsGoneAtTheReceiverEndsItWithTheReason() throws Exception {
    byte[] memory = noise(PAGES * PAGE);
    send(memory);
    here.keep();
    there.keep();
    there.lose();
    assertThatThrownBy(() -> send(memory)).hasMessageContaining("cannot be held");
  }

  @Test
  void aGuestThatComesBackByAnotherHostIsNotSentAgain() throws Exception {
    var third = new Kept();
    byte[] memory = noise(PAGES * PAGE);
    send(memory, here, there);
    String left = here.keep();
    there.keep();
    memory[5 * PAGE]++;
    send(memory, there, third);
    there.keep();
    third.keep();
    memory[6 * PAGE]++;
    Sent back = send(memory, third, here);
    assertThat(back.stages().baseId()).isEqualTo(left);
    assertThat(back.result().wireBytes()).isLessThan(30_000);
    assertThat(in(back, "same")).isEqualTo((PAGES - 2) * PAGE);
    assertThat(here.keep()).isEqualTo(third.keep());
  }

  @Test
  void aGuestWhoseImageCannotBeReadIsSentAgain() throws Exception {
    byte[] memory = noise(PAGES * PAGE);
    send(memory);
    there.keep();
    there.damage();
    Sent again = send(memory, new Kept(), there);
    assertThat(again.stages().baseId()).isEmpty();
    assertThat(again.result().wireBytes()).isGreaterThan(memory.length);
  }

  private record Sent(TransferResult result, StageLedger stages) {}

  private Sent send(byte[] memory) throws Exception {
    return send(memory, here, there);
  }

  private Sent send(byte[] memory, Kept here, Kept there) throws Exception {
    byte[] stream = PagesOnly.stream(memory);
    var sink = Channels.Sink.fast();
    var received = server.receive(ID, TICKET, sink, new GuestUnpacking(there), OPTIONS);
    var transfer =
        client.send(
            Channels.source(stream),
            server.address(),
            ID,
            TICKET,
            new GuestPacking(here, PagesOnly::new, () -> 0),
            OPTIONS);
    TransferResult sent = transfer.result().toCompletableFuture().get(30, TimeUnit.SECONDS);
    received.toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(sink.bytes()).isEqualTo(stream);
    return new Sent(sent, transfer.stages());
  }

  private static long in(Sent sent, String level) {
    return sent.stages().stages().stream()
        .filter(stage -> stage.level().equals(level))
        .mapToLong(StageLedger.Stage::bytesIn)
        .sum();
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return noise;
  }

  /** The last image that was kept. */
  private static final class Kept implements HeldImages {
    private final Map<String, MemorySegment> kept = new HashMap<>();
    private @Nullable MemorySegment held;
    private boolean lost;
    private boolean damaged;

    String keep() throws NoSuchAlgorithmException {
      MemorySegment image = Objects.requireNonNull(held);
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(image.asSlice(MARGIN).asByteBuffer());
      kept.clear();
      kept.put(HexFormat.of().formatHex(sha256.digest()), image);
      return id();
    }

    String id() {
      return kept.keySet().iterator().next();
    }

    void damage() {
      damaged = true;
    }

    void lose() {
      lost = true;
    }

    @Override
    public Offer offer() {
      return new Offer(List.copyOf(kept.keySet()), 1 << 30, !kept.isEmpty());
    }

    @Override
    public TheirPages.PageHash hash(byte[] secret) {
      return KeyedHashes.of(secret, "test")::hash;
    }

    @Override
    public long[] hashes(String base, TheirPages.PageHash hash) throws IOException {
      MemorySegment image = kept.get(base);
      if (image == null || damaged) {
        throw new IOException("damaged");
      }
      return TheirPages.hashes(image.asSlice(MARGIN), hash);
    }

    @Override
    public Held open(long bytes, @Nullable String base) throws IOException {
      if (lost) {
        throw new IOException("lost");
      }
      MemorySegment room = Arena.ofAuto().allocate(MARGIN + bytes, PAGE);
      if (base != null) {
        room.copyFrom(kept.getOrDefault(base, room));
      }
      held = room;
      return new Held() {
        @Override
        public MemorySegment bytes() {
          return room;
        }

        @Override
        public void close() {}
      };
    }
  }

  /** A stream of records: the address of a page, and the page. */
  private static final class PagesOnly implements StreamParser {
    private static final int RECORD = Long.BYTES + PAGE;

    private final ByteBuffer record = ByteBuffer.allocate(RECORD);
    private boolean begun;

    static byte[] stream(byte[] memory) {
      ByteBuffer stream = ByteBuffer.allocate(memory.length / PAGE * RECORD);
      for (int at = 0; at < memory.length; at += PAGE) {
        stream.putLong(at).put(memory, at, PAGE);
      }
      return stream.array();
    }

    @Override
    public void take(byte[] from, int at, int length, StreamParts parts) {
      if (!begun) {
        begun = true;
        parts.layout(new RamLayout(List.of(new RamBlock("all", (long) PAGES * PAGE, 0))));
      }
      int done = 0;
      while (done < length) {
        int more = Math.min(record.remaining(), length - done);
        record.put(from, at + done, more);
        done += more;
        say(parts);
      }
    }

    private void say(StreamParts parts) {
      if (!record.hasRemaining()) {
        byte[] all = record.array();
        parts.page(all, 0, Long.BYTES, record.getLong(0), all, Long.BYTES);
        record.clear();
      }
    }

    @Override
    public void end(StreamParts parts) {
      parts.bytes(record.array(), 0, record.position());
    }

    @Override
    public StreamFigures figures() {
      return new StreamFigures(0, 0, 0, 0, 0, 0, 0, "");
    }
  }
}
