package io.novacron.client;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Under which a VM may be changed.
 *
 * @param key idempotency key; null makes a new one for each call
 * @param version that the VM must still have; null for any
 */
record Conditions(@Nullable String key, @Nullable Long version) {
  static final Conditions NONE = new Conditions(null, null);

  /** Always with a key, so that a call whose answer was lost can be repeated. */
  Map<String, String> headers() {
    String unique = key == null ? UUID.randomUUID().toString() : key;
    return version == null
        ? Map.of("Idempotency-Key", unique)
        : Map.of("Idempotency-Key", unique, "If-Match", "\"" + version + "\"");
  }
}
