package io.novacron.client.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextPageToken asks for the next part; null (and absent in JSON) on the last one
 */
public record Page<T>(
    List<T> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextPageToken) {
  public Page {
    items = List.copyOf(items);
  }
}
