package io.novacron.client;

import org.jspecify.annotations.Nullable;

/** Builds the query part of a path; parameters without a value are left out. */
final class Query {
  private final StringBuilder text = new StringBuilder();

  Query with(String name, @Nullable Object value) {
    if (value != null) {
      text.append(text.isEmpty() ? '?' : '&').append(name).append('=');
      text.append(Call.encode(value.toString()));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
