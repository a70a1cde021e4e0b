package io.novacron.discovery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.discovery.Lookup;
import org.apache.pekko.discovery.ServiceDiscovery;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.jdk.javaapi.OptionConverters;

/** Pekko's Discovery through a Consul agent; Pekko makes it, by {@link #NAME}. */
public final class ConsulDiscovery extends ServiceDiscovery {
  /** As a method of Pekko Discovery. */
  public static final String NAME = "novacron-consul";

  private final ConsulApi consul;

  /** Reads {@code pekko.discovery.novacron-consul} of the system's configuration. */
  public ConsulDiscovery(ExtendedActorSystem system) {
    consul =
        new ConsulApi(
            ConsulSettings.of(system.settings().config().getConfig("pekko.discovery." + NAME)));
  }

  @Override
  public Future<Resolved> lookup(Lookup lookup, FiniteDuration resolveTimeout) {
    CompletionStage<Resolved> found =
        consul
            .passing(lookup.serviceName())
            .thenApply(instances -> resolved(lookup, instances))
            .toCompletableFuture()
            .orTimeout(resolveTimeout.toMillis(), TimeUnit.MILLISECONDS);
    return FutureConverters.asScala(found);
  }

  private static Resolved resolved(Lookup lookup, List<ConsulApi.Instance> instances) {
    List<ResolvedTarget> targets = instances.stream().map(ConsulDiscovery::target).toList();
    return new Resolved(lookup.serviceName(), CollectionConverters.asScala(targets).toList());
  }

  private static ResolvedTarget target(ConsulApi.Instance instance) {
    Optional<Object> port = Optional.of(instance.port());
    return new ResolvedTarget(
        instance.host(),
        OptionConverters.toScala(port),
        OptionConverters.toScala(Optional.empty()));
  }
}
