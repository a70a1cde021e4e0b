package io.novacron.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.novacron.control.SpecJson;
import io.novacron.vm.Grant;
import io.novacron.vm.Token;
import io.novacron.vm.VmEvent;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/**
 * The second peer: a sharded event-sourced entity that decides nothing. It writes the events of a
 * VM that is created and started, by the same serializer into the same journal: one for the first
 * command, the other two at once for the second. Its type is a private one, so nothing reads them
 * again.
 */
final class BareEntity extends EventSourcedBehavior<PeerMessage, VmEvent, Integer> {
  static final EntityTypeKey<PeerMessage> TYPE = EntityTypeKey.create(PeerMessage.class, "~bench");

  private final VmId id;
  private final VmSpec spec;

  private BareEntity(String id, VmSpec spec) {
    super(PersistenceId.of(TYPE.name(), id));
    this.id = new VmId(id);
    this.spec = spec;
  }

  static BareEntity create(String id, VmSpec spec) {
    return new BareEntity(id, spec);
  }

  /** The spec that the benchmark's VMs have. */
  static VmSpec spec() {
    return SpecJson.read(
        JsonNodeFactory.instance.objectNode().put("driver", "sim").put("memoryMiB", 1));
  }

  @Override
  public Integer emptyState() {
    return 0;
  }

  @Override
  public CommandHandler<PeerMessage, VmEvent, Integer> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(PeerMessage.Write.class, this::write)
        .build();
  }

  private Effect<VmEvent, Integer> write(Integer written, PeerMessage.Write write) {
    return Effect()
        .persist(next(written))
        .thenRun(() -> write.replyTo().tell(new PeerMessage.Answer(write.number())));
  }

  private List<VmEvent> next(int written) {
    Instant now = Instant.now();
    if (written == 0) {
      return List.of(new VmEvent.Defined(id, spec, Map.of(), Optional.empty(), now));
    }
    Grant grant = new Grant("n1", new Token(0, written), "sim");
    String operation = id + "." + written;
    return List.of(
        new VmEvent.StartRequested(grant, operation, now.plusSeconds(60), Optional.empty(), now),
        new VmEvent.Started(now));
  }

  @Override
  public EventHandler<Integer, VmEvent> eventHandler() {
    return (written, _) -> written + 1;
  }
}
