package io.novacron.vm;

import java.util.Optional;

/**
 * The circumstances under which a verb is asked.
 *
 * @param key idempotency key, empty without one
 * @param fingerprint of what was asked, so that a key is not used for something else
 * @param ifVersion version which the asker believes the VM to have, empty if it does not care
 */
public record Request(Optional<String> key, String fingerprint, Optional<Long> ifVersion) {
  public static final Request PLAIN = new Request(Optional.empty(), "", Optional.empty());
}
