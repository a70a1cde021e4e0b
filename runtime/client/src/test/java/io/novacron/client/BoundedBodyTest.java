package io.novacron.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final BoundedBody body = new BoundedBody(4);

  private void receive(int bytes) {
    body.onNext(List.of(ByteBuffer.allocate(bytes)));
  }

  private void subscribe() {
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            assertThat(n).isPositive();
          }

          @Override
          public void cancel() {
            cancelled.set(true);
          }
        });
  }

  @Test
  void aShortBodyIsKept() {
    subscribe();
    receive(3);
    receive(1);
    body.onComplete();
    assertThat(body.getBody().toCompletableFuture().join()).hasSize(4);
  }

  @Test
  void aLongBodyIsBrokenOff() {
    subscribe();
    receive(3);
    receive(2);
    receive(1);
    assertThat(cancelled).isTrue();
    assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
        .hasRootCauseMessage("answer longer than 4 bytes");
  }

  @Test
  void aBrokenBodyFails() {
    subscribe();
    body.onError(new IOException("gone"));
    assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
        .hasRootCauseMessage("gone");
  }
}
