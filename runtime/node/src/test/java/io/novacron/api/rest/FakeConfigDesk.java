package io.novacron.api.rest;

import io.novacron.client.resource.ConfigChangeResource;
import io.novacron.client.resource.ConfigResource;
import io.novacron.client.resource.ConfigValueResource;
import io.novacron.client.resource.ReloadResource;
import io.novacron.control.ConfigDesk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value and one change, or a refusal. */
final class FakeConfigDesk implements ConfigDesk {
  volatile @Nullable RuntimeException refusal;

  @Override
  public ConfigResource show() {
    return new ConfigResource(
        "n1", "novacron.yaml", List.of(new ConfigValueResource("system.id", "n1", "x:1", false)));
  }

  @Override
  public ReloadResource plan() {
    return changes(false);
  }

  @Override
  public ReloadResource reload() {
    RuntimeException refused = refusal;
    if (refused != null) {
      throw refused;
    }
    return changes(true);
  }

  private static ReloadResource changes(boolean applied) {
    return new ReloadResource(
        "n1",
        applied,
        List.of(new ConfigChangeResource("cache.fresh-ms", "1000", "5", "novacron.yaml:3", true)));
  }
}
