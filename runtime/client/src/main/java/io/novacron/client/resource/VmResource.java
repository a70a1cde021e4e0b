package io.novacron.client.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine as the cluster knows it.
 *
 * @param version raised by one by each of its events; its ETag
 * @param state {@code defined starting running paused migrating stopping stopped failed}
 * @param host node that it runs on; null while it runs nowhere
 * @param hostReachable false while {@code host} does not answer; true without a host
 * @param hostUnreachableSince since when it does not
 * @param accelerator what runs its code, such as {@code kvm} or {@code tcg}
 * @param token ownership, {@code generation.epoch}, of the copy that may run
 * @param operation the one in progress
 * @param migration the one in progress
 * @param target node that it is moving to
 * @param reason why it failed
 * @param spec what it is made of, see docs/api.md
 */
public record VmResource(
    String name,
    long version,
    String state,
    @Nullable String host,
    boolean hostReachable,
    @Nullable Instant hostUnreachableSince,
    @Nullable String accelerator,
    @Nullable String token,
    @Nullable String operation,
    @Nullable String migration,
    @Nullable String target,
    @Nullable String reason,
    Map<String, String> labels,
    JsonNode spec,
    Instant createdAt,
    Instant updatedAt) {}
