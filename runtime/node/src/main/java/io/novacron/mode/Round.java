package io.novacron.mode;

import io.novacron.dwcp.mode.PeerRtt;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;

/** A few pings to each peer, one after the other; peers at the same time. Not safe for threads. */
final class Round {
  /** To each peer. */
  static final int PINGS = 5;

  /** At most so many peers. */
  static final int MOST_PEERS = 32;

  /** How it goes with one peer. */
  private static final class Path {
    private final ActorRef<Ping> peer;
    private int asked;
    private int answered;
    private long sentNanos;
    private long shortestNanos;

    Path(ActorRef<Ping> peer) {
      this.peer = peer;
    }

    void came(long nanos) {
      answered++;
      long rtt = Math.max(1, nanos - sentNanos);
      shortestNanos = shortestNanos == 0 ? rtt : Math.min(shortestNanos, rtt);
    }

    PeerRtt measured() {
      return new PeerRtt(peer.path().address().toString(), asked, answered, shortestNanos);
    }
  }

  private final ActorRef<Pong> replyTo;
  private final List<Path> paths;
  private final Map<Long, Path> open = new HashMap<>();
  private long number;

  /**
   * @param first number of its first ping: pongs of earlier rounds are below it
   */
  Round(Collection<ActorRef<Ping>> peers, ActorRef<Pong> replyTo, long first) {
    this.replyTo = replyTo;
    this.number = first;
    this.paths =
        some(peers.stream()
                .sorted(Comparator.comparing(peer -> peer.path().address().toString()))
                .toList())
            .map(Path::new)
            .toList();
  }

  /**
   * From the first to the last, since the addresses of a site are neighbours; the same in each
   * round, since a mode is not to change by who was asked.
   */
  static <T> Stream<T> some(List<T> sorted) {
    int most = Math.min(sorted.size(), MOST_PEERS);
    return IntStream.range(0, most).mapToObj(i -> sorted.get(i * sorted.size() / most));
  }

  void begin() {
    paths.forEach(this::ask);
  }

  private void ask(Path path) {
    path.asked++;
    open.put(number, path);
    path.sentNanos = System.nanoTime();
    path.peer.tell(new Ping(number++, replyTo));
  }

  /** Takes an answer that came at {@code nanos}; one of another round is ignored. */
  void came(Pong pong, long nanos) {
    Path path = open.remove(pong.number());
    if (path != null) {
      path.came(nanos);
      if (path.asked < PINGS) {
        ask(path);
      }
    }
  }

  /** Whether no answer is waited for. */
  boolean isDone() {
    return open.isEmpty();
  }

  /** The number for the first ping of the next round. */
  long next() {
    return number;
  }

  List<PeerRtt> measured() {
    return paths.stream().map(Path::measured).toList();
  }
}
