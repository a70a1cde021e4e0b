package io.novacron.client;

import io.novacron.client.resource.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A list that is fetched page by page while it is walked; each walk asks the server anew. */
public final class Pages<T> implements Iterable<T> {
  private final Function<Optional<String>, Page<T>> fetch;

  Pages(Function<Optional<String>, Page<T>> fetch) {
    this.fetch = fetch;
  }

  /**
   * One page.
   *
   * @param token of the page before it; empty for the first
   */
  public Page<T> page(Optional<String> token) {
    return fetch.apply(token);
  }

  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Iterator<T> iterator() {
    return new Walk();
  }

  private final class Walk implements Iterator<T> {
    private Page<T> page = fetch.apply(Optional.empty());
    private Iterator<T> items = page.items().iterator();

    @Override
    public boolean hasNext() {
      String token = page.nextPageToken();
      while (!items.hasNext() && token != null) {
        turn(token);
        token = page.nextPageToken();
      }
      return items.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return items.next();
    }

    /** A server that hands out the same token again would keep us walking for ever. */
    private void turn(String token) {
      page = fetch.apply(Optional.of(token));
      items = page.items().iterator();
      if (token.equals(page.nextPageToken())) {
        throw new UnexpectedAnswerException("page token " + token + " leads to itself", null);
      }
    }
  }
}
