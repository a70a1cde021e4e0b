package io.novacron.dwcp.hde.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.TheirPages;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the index of one transfer says to another one, or to another tenant: nothing. */
class TransferHashesTest {
  private static final int PAGES = 50;
  private static final String TICKET = "ticket-of-one-transfer";

  private static long[] index(String ticket, String tenant) {
    byte[] image = new byte[PAGES * 4096];
    new Random(1).nextBytes(image);
    var hashes = KeyedHashes.of(ticket.getBytes(UTF_8), tenant);
    return TheirPages.hashes(MemorySegment.ofArray(image), hashes::hash);
  }

  @Test
  void theSamePagesHaveOtherHashesUnderAnotherTicket() {
    assertThat(index(TICKET, "a")).doesNotContain(index("ticket-of-another-one", "a"));
    assertThat(index(TICKET, "a")).isEqualTo(index(TICKET, "a"));
  }

  @Test
  void theSamePagesHaveOtherHashesForAnotherTenant() {
    assertThat(index(TICKET, "a")).doesNotContain(index(TICKET, "b"));
  }
}
