package io.novacron.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is remembered of the last things that ended, so that a late question finds an answer. */
final class Recent<T> {
  private static final int REMEMBERED = 1024;

  private final Map<String, T> values =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized void put(String key, T value) {
    values.put(key, value);
  }

  synchronized Optional<T> get(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
