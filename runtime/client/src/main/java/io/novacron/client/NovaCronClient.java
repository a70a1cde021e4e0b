package io.novacron.client;

import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.PastBootResource;
import io.novacron.client.resource.VersionResource;
import io.novacron.tls.LiveTls;
import io.novacron.tls.TlsException;
import io.novacron.tls.TlsFiles;
import io.novacron.tls.Trust;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A client of a NovaCron cluster, safe for threads.
 *
 * <pre>{@code
 * try (var client = NovaCronClient.at("http://n1:8080", "http://n2:8080")) {
 *   var migration = client.vms().migrate("web1", new MigrateRequest("n2", null));
 *   client.operations().await(migration.id(), Duration.ofMinutes(10));
 * }
 * }</pre>
 */
public final class NovaCronClient implements AutoCloseable {
  private final HttpClient http;
  private final Transport transport;

  private NovaCronClient(HttpClient http, Transport transport) {
    this.http = http;
    this.transport = transport;
  }

  /** A client with the default settings; see {@link Builder#server}. */
  public static NovaCronClient at(String... servers) {
    var builder = builder();
    List.of(servers).forEach(builder::server);
    return builder.build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public Vms vms() {
    return new Vms(transport, Conditions.NONE);
  }

  public Operations operations() {
    return new Operations(transport);
  }

  public Migrations migrations() {
    return new Migrations(transport);
  }

  public Nodes nodes() {
    return new Nodes(transport);
  }

  public Cluster cluster() {
    return new Cluster(transport);
  }

  public Configuration configuration() {
    return new Configuration(transport);
  }

  public Events events() {
    return new Events(transport);
  }

  /** The software of the node that answers. */
  public VersionResource version() {
    return transport.send(Call.get("/v1/version"), VersionResource.class);
  }

  /** How the node that answers booted. */
  public BootResource boot() {
    return transport.send(Call.get("/v1/boot"), BootResource.class);
  }

  /** One of its last boots. */
  public BootResource boot(int number) {
    return transport.send(Call.get("/v1/boot/" + number), BootResource.class);
  }

  /** Its last boots, the newest first. */
  public Pages<PastBootResource> boots() {
    return transport.list("/v1/boot/history", Query::new, PastBootResource.class);
  }

  /** Figures of the node that answers, as Prometheus text. */
  public String metrics() {
    return transport.text(Call.get("/metrics"));
  }

  /** Lets the connections go; from JDK 21 on at once, before that when they are garbage. */
  @Override
  public void close() {
    Closing.shutDownNow(http);
  }

  /** Settings of a client. */
  public static final class Builder {
    private final List<String> servers = new ArrayList<>();
    private Duration timeout = Duration.ofSeconds(30);
    private Backoff backoff = Backoff.DEFAULT;
    private @Nullable HttpClient http;
    private @Nullable SSLContext tls;
    private boolean anonymous;

    private Builder() {}

    /**
     * Adds a node; the first one added is asked first, the others when it does not answer.
     *
     * @param address {@code http://host:port}, {@code https://host:port} or {@code host:port},
     *     which is https if there are certificates and http if not
     */
    public Builder server(String address) {
      servers.add(address);
      return this;
    }

    /** Longest wait for one answer, default 30 s. */
    public Builder timeout(Duration limit) {
      timeout = limit;
      return this;
    }

    /** How often a call is sent at most to each server, default 4. */
    public Builder attempts(int attempts) {
      backoff = new Backoff(attempts, backoff.first(), backoff.longest());
      return this;
    }

    /** Whom to trust, and which certificate to show. */
    public Builder tls(SSLContext given) {
      tls = given;
      anonymous = false;
      return this;
    }

    /**
     * Shows a certificate, and trusts servers of an authority alone. New files are taken up when
     * they appear.
     *
     * @throws TlsException when the files cannot be used
     */
    public Builder certificates(TlsFiles files) {
      return tls(LiveTls.open(files, InstantSource.system(), message -> {}).withAnybody());
    }

    /**
     * Trusts servers of an authority alone, and shows no certificate.
     *
     * @param ca PEM file
     * @throws TlsException when it cannot be used
     */
    public Builder trusting(Path ca) {
      tls = Trust.in(ca);
      anonymous = true;
      return this;
    }

    /**
     * Uses the given HTTP client, and then no certificates of ours; {@link NovaCronClient#close}
     * ends it.
     */
    public Builder http(HttpClient given) {
      http = given;
      return this;
    }

    /**
     * The client; no connection is made yet.
     *
     * @throws IllegalArgumentException if there is no server or an address is malformed
     */
    public NovaCronClient build() {
      var known = new Servers(servers, tls == null ? "http" : "https");
      HttpClient client = http == null ? Http.forServers(known, tls) : http;
      boolean bare = http == null && anonymous;
      return new NovaCronClient(client, new Transport(client, known, timeout, backoff, bare));
    }
  }
}
