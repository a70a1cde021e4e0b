package io.novacron.client.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as the answering node sees it.
 *
 * @param leader address of the leading member; null while there is none
 */
public record ClusterResource(List<MemberResource> members, @Nullable String leader) {
  public ClusterResource {
    members = List.copyOf(members);
  }
}
