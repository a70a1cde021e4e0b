package io.novacron.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which VMs to list; all that is set must hold.
 *
 * @param labels each {@code key=value}
 */
public record VmFilter(@Nullable String state, @Nullable String host, List<String> labels) {
  public static final VmFilter ALL = new VmFilter(null, null, List.of());

  public VmFilter {
    labels = List.copyOf(labels);
  }

  public VmFilter withState(String wanted) {
    return new VmFilter(wanted, host, labels);
  }

  public VmFilter onHost(String wanted) {
    return new VmFilter(state, wanted, labels);
  }

  public VmFilter withLabel(String key, String value) {
    var more = new ArrayList<>(labels);
    more.add(key + "=" + value);
    return new VmFilter(state, host, more);
  }

  Query query() {
    var query = new Query().with("state", state).with("host", host);
    labels.forEach(label -> query.with("label", label));
    return query;
  }
}
