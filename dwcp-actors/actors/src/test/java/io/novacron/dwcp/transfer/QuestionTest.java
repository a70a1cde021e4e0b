package io.novacron.dwcp.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.FrameCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hashes of an image, asked for and told. */
@Timeout(60)
class QuestionTest {
  private static final String BASE = "cd".repeat(32);
  private static final long[] HASHES =
      LongStream.range(0, 2L * Frame.HAVE_PAGES + 5).map(page -> page * page).toArray();

  private final Ending ending = new Ending();
  private final Question question = new Question(ending);
  private final Answer answer =
      new Answer(ending, new TransferId("move-1"), new Told(), new byte[16]);

  private CompletableFuture<long[]> ask() throws IOException {
    CompletableFuture<long[]> asked =
        CompletableFuture.supplyAsync(() -> {
          try {
            return question.ask(BASE);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(ending.await(question::isWaiting, TimeUnit.SECONDS.toNanos(30))).isTrue();
    return asked;
  }

  private List<Frame.Have> answer(Frame.Want want) throws IOException {
    List<Frame.Have> parts = new ArrayList<>();
    ending.lock.lock();
    try {
      answer.begin(want);
      ending.await(answer::isWaiting);
      while (answer.isWaiting()) {
        parts.add((Frame.Have) answer.take());
      }
      return parts;
    } finally {
      ending.lock.unlock();
    }
  }

  private void tell(Frame.Have part) throws AmstProtocolException {
    ending.lock.lock();
    try {
      question.answered(part);
    } finally {
      ending.lock.unlock();
    }
  }

  @Test
  void partsMayComeInAnyOrderAndTwice() throws Exception {
    var asked = ask();
    var parts = answer(new Frame.Want(BASE));
    assertThat(parts).hasSize(3);
    Collections.reverse(parts);
    tell(parts.getFirst());
    for (Frame.Have part : parts) {
      tell((Frame.Have) Objects.requireNonNull(FrameCodec.decode(FrameCodec.encode(part))));
    }
    assertThat(asked.get(30, TimeUnit.SECONDS)).isEqualTo(HASHES);
  }

  @Test
  void anAnswerOfNothingIsAnAnswer() throws Exception {
    var asked = ask();
    tell(new Frame.Have(BASE, 0, 0, ByteBuffer.allocate(0)));
    assertThat(asked.get(30, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void theEndOfTheTransferEndsTheWaiting() throws Exception {
    var asked = ask();
    ending.succeed();
    assertThat(asked.get(30, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void whatWasNotAskedForIsRefused() throws Exception {
    var part = answer(new Frame.Want(BASE)).getFirst();
    assertThatThrownBy(() -> tell(part)).isInstanceOf(AmstProtocolException.class);
    var asked = ask();
    var other = new Frame.Have("ab".repeat(32), 0, 0, ByteBuffer.allocate(0));
    assertThatThrownBy(() -> tell(other)).isInstanceOf(AmstProtocolException.class);
    tell(part);
    var shorter = new Frame.Have(BASE, 0, 1, ByteBuffer.allocate(Long.BYTES));
    assertThatThrownBy(() -> tell(shorter)).hasMessageContaining("another number");
    ending.succeed();
    assertThat(asked.get(30, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void itIsAnsweredOnce() throws Exception {
    answer(new Frame.Want(BASE));
    assertThatThrownBy(() -> answer(new Frame.Want(BASE))).hasMessageContaining("once");
  }

  /** Has one image. */
  private static final class Told implements Unpacking {
    @Override
    public ByteBuffer offer() {
      return ByteBuffer.allocate(0);
    }

    @Override
    public long[] hashes(String baseId, byte[] secret) {
      return HASHES;
    }

    @Override
    public Unpacker begin() {
      throw new IllegalStateException("nothing is sent");
    }
  }
}
