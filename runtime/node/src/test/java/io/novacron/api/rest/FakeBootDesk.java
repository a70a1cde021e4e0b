package io.novacron.api.rest;

import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.PastBootResource;
import io.novacron.control.BootDesk;
import io.novacron.control.Refusal;
import java.time.Instant;
import java.util.List;

/** A node that has booted twice. */
final class FakeBootDesk implements BootDesk {
  private static final BootResource BOOT =
      new BootResource("n1", 1.5, 2, 1, 2.5, List.of("database"), List.of(), List.of());

  private static PastBootResource past(int number) {
    return new PastBootResource(
        number,
        Instant.parse("2026-11-25T10:00:00Z"),
        PastBootResource.READY,
        "",
        false,
        2.5,
        1.5,
        2,
        1,
        List.of("database"),
        List.of(),
        List.of());
  }

  @Override
  public BootResource now() {
    return BOOT;
  }

  @Override
  public List<PastBootResource> history() {
    return List.of(past(2), past(1));
  }

  @Override
  public BootResource past(String number) {
    if (List.of("1", "2").contains(number)) {
      return BOOT;
    }
    throw new Refusal(Refusal.Code.NOT_FOUND, "nothing is known of boot '" + number + "'");
  }
}
