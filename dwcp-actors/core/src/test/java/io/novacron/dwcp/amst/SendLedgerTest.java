package io.novacron.dwcp.amst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendLedgerTest {
  private static final int KIB = 1024;

  private final InFlightWindow window =
      new InFlightWindow(64 * KIB, 1024 * KIB, Duration.ofMillis(300), 0.5);
  private final SendLedger ledger = new SendLedger(window, 128 * KIB);

  private void append(int frames) {
    for (int i = 0; i < frames; i++) {
      var frame = ByteBuffer.allocate(KIB).putLong(0, ledger.nextSequence());
      ledger.append(frame, 16 * KIB);
    }
  }

  private List<Long> take(int stream, int frames) {
    var taken = new ArrayList<Long>();
    for (int i = 0; i < frames; i++) {
      var frame = ledger.take(stream, i);
      taken.add(frame == null ? -1 : frame.getLong());
    }
    return taken;
  }

  @Test
  void readsNoMoreThanTheWindow() {
    int pieces = 0;
    while (ledger.readableBytes(0) > 0) {
      append(1);
      pieces++;
    }
    assertThat(pieces).isEqualTo(4);
    assertThat(ledger.inFlightBytes()).isEqualTo(64 * KIB);
  }

  @Test
  void whatABrokenConnectionLeftBehindGoesFirst() throws Exception {
    append(6);
    assertThat(take(0, 2)).containsExactly(0L, 1L);
    assertThat(take(1, 2)).containsExactly(2L, 3L);
    ledger.lost(0);
    assertThat(take(1, 5)).containsExactly(0L, 1L, 4L, 5L, -1L);
    assertThat(ledger.waiting()).isFalse();
  }

  @Test
  void whatHasArrivedAtTheFirstTryIsNotSentAgain() throws Exception {
    append(3);
    assertThat(take(0, 3)).containsExactly(0L, 1L, 2L);
    ledger.lost(0);
    assertThat(ledger.acked(new Frame.Ack(2, 5), 10)).isTrue();
    assertThat(take(1, 2)).containsExactly(2L, -1L);
    assertThat(ledger.deliveredBytes()).isEqualTo(32 * KIB);
  }

  @Test
  void aFrameSentTwiceMeasuresNothing() throws Exception {
    append(1);
    assertThat(take(0, 1)).containsExactly(0L);
    ledger.lost(0);
    assertThat(take(1, 1)).containsExactly(0L);
    assertThat(ledger.acked(new Frame.Ack(1, 5), 10)).isTrue();
    assertThat(window.minRttNanos()).isZero();
    assertThat(ledger.settled()).isTrue();
  }

  @Test
  void anOldWordTellsNothing() throws Exception {
    append(2);
    assertThat(take(0, 2)).containsExactly(0L, 1L);
    assertThat(ledger.acked(new Frame.Ack(2, 5), 10)).isTrue();
    assertThat(ledger.acked(new Frame.Ack(1, 4), 11)).isFalse();
    assertThat(ledger.peakInFlightBytes()).isEqualTo(32 * KIB);
    assertThat(ledger.inFlightBytes()).isZero();
  }

  @Test
  void aWordAboutWhatWasNeverSentIsRefused() {
    assertThatThrownBy(() -> ledger.acked(new Frame.Ack(1, 5), 10))
        .isInstanceOf(AmstProtocolException.class);
  }
}
