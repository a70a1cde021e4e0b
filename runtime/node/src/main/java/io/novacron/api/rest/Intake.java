package io.novacron.api.rest;

import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Takes in bodies. One that is too large is read on for a while and forgotten: many clients do not
 * look for an answer before they have sent everything, and to answer early closes the connection
 * under them.
 */
final class Intake {
  static final int MAX_BYTES = 1 << 20;

  /** Beyond this, or after {@link #PATIENCE}, the connection is closed under the client. */
  private static final long MAX_FORGOTTEN_BYTES = 256L << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorSystem<?> system;

  Intake(ActorSystem<?> system) {
    this.system = system;
  }

  /** The whole body; fails with {@link ProblemException} when there is none to be had. */
  CompletionStage<ByteString> collect(HttpEntity entity) {
    var kept = new Kept();
    return entity
        .withoutSizeLimit()
        .getDataBytes()
        .limitWeighted(MAX_FORGOTTEN_BYTES, bytes -> (long) bytes.size())
        .completionTimeout(PATIENCE)
        .runWith(Sink.foreach(kept::add), system)
        .handle((_, failure) -> kept.whole(failure));
  }

  /** What arrived at once. */
  static CompletionStage<ByteString> strict(ByteString bytes) {
    return bytes.size() > MAX_BYTES
        ? CompletableFuture.failedFuture(tooLarge())
        : CompletableFuture.completedFuture(bytes);
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        ProblemCode.BODY_TOO_LARGE, "the body is larger than " + MAX_BYTES + " bytes");
  }

  /** Written by one stream, read after its end. */
  private static final class Kept {
    private ByteString bytes = ByteString.emptyByteString();
    private boolean tooLarge;

    void add(ByteString more) {
      tooLarge |= bytes.size() + more.size() > MAX_BYTES;
      bytes = tooLarge ? ByteString.emptyByteString() : bytes.concat(more);
    }

    ByteString whole(@Nullable Throwable failure) {
      if (tooLarge) {
        throw tooLarge();
      }
      if (failure != null) {
        throw new ProblemException(
            ProblemCode.BAD_REQUEST, "the body did not arrive: " + failure.getMessage());
      }
      return bytes;
    }
  }
}
