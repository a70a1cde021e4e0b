package io.novacron.client.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param ageSeconds how old it is, when it is kept from before since the database does not answer;
 *     null (and absent in JSON) otherwise
 * @param nextPageToken asks for the next part; null (and absent in JSON) on the last one
 */
public record Page<T>(
    List<T> items,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextPageToken,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long ageSeconds) {
  public Page {
    items = List.copyOf(items);
  }

  /** One that is as new as can be. */
  public Page(List<T> items, @Nullable String nextPageToken) {
    this(items, nextPageToken, null);
  }
}
