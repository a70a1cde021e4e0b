package io.novacron.hypervisor;

import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletionStage;

/** The target of a live migration while its stream comes in. */
public interface IncomingGuest {
  /** The guest; {@link GuestState#INCOMING} until {@link #arrived} completes, then PAUSED. */
  Guest guest();

  /** Takes the stream's bytes; close it after the last one. */
  WritableByteChannel stream();

  /**
   * Completes with true when the whole guest is here, paused and able to run, by the hypervisor's
   * own word; with false (and the guest destroyed) when the stream was broken or refused.
   */
  CompletionStage<Boolean> arrived();
}
