package io.novacron.api;

import java.util.List;

/** What to do next about a problem. */
final class Advice {
  /** The first advice whose words are in the detail is given. */
  private record ForDetail(List<String> words, String action) {
    boolean fits(String detail) {
      return words.stream().anyMatch(detail::contains);
    }
  }

  private static final List<ForDetail> MIGRATION =
      List.of(
          new ForDetail(
              List.of("local", "not shared"),
              "Put the disk on storage that all hosts share, and say \"shared\": true in the"
                  + " spec."),
          new ForDetail(
              List.of("accelerator", "machine", "CPU", "cpu"),
              "Choose a target that offers the same; GET /v1/nodes lists what each host offers."),
          new ForDetail(
              List.of("unreachable", "does not answer"),
              "Wait until the host is back (GET /v1/nodes), or choose another target."),
          new ForDetail(
              List.of("MiB", "full", "memory"),
              "Choose another target, or make room on this one; GET /v1/nodes says what is free."));

  private static final String RELOAD = "/v1/config:reload";

  private Advice() {}

  static String of(ProblemCode code, String detail, Asked asked) {
    return switch (code) {
      case BAD_REQUEST -> "Correct what the detail names and send it again; see docs/api.md.";
      case INVALID_SPEC -> invalidSpec(asked);
      case NOT_FOUND -> notFound(asked);
      case METHOD_NOT_ALLOWED -> "Use one of the methods in the Allow header.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send JSON, with Content-Type: application/json.";
      case BODY_TOO_LARGE -> "Send at most 1 MiB.";
      case ALREADY_EXISTS -> "Choose another name, or delete the VM of that name first.";
      case BUSY -> busy(asked);
      case WRONG_STATE -> wrongState(asked);
      case IDEMPOTENCY_KEY_REUSED -> "Use a new Idempotency-Key for each new request.";
      case VERSION_MISMATCH ->
          "Read it again" + vm(asked) + " and repeat with its ETag in If-Match, if still wanted.";
      case CANNOT_MIGRATE -> migration(detail);
      case NO_CAPACITY ->
          "Free memory on a host, add a node, or make the VM smaller; GET /v1/nodes says what each"
              + " has.";
      case HOST_UNREACHABLE -> "Wait until the host is back (GET /v1/nodes), then repeat.";
      case DATABASE_UNAVAILABLE ->
          "Repeat with the same Idempotency-Key once the database answers; guests run on"
              + " meanwhile.";
      case JOURNAL_UNREADABLE -> "Bring this node to the version that wrote the event.";
      case TIMED_OUT -> "Repeat with the same Idempotency-Key: what was done is not done twice.";
      case INTERNAL -> "Report it; the node's log has the cause under " + asked.requestId() + ".";
    };
  }

  private static String migration(String detail) {
    return MIGRATION.stream()
        .filter(advice -> advice.fits(detail))
        .map(ForDetail::action)
        .findFirst()
        .orElse("Choose another target, or leave it out and let the cluster choose.");
  }

  private static String invalidSpec(Asked asked) {
    return asked.route().endsWith(RELOAD)
        ? "Correct every key in violations and reload again; until then the old values count."
        : "Correct every field in violations and send it again.";
  }

  private static String vm(Asked asked) {
    return asked.subject().isEmpty() ? "" : " (GET /v1/vms/" + asked.subject() + ")";
  }

  private static String notFound(Asked asked) {
    String list = asked.route().replaceFirst("^\\S+ (/v1/[a-z]+)/.*$", "$1");
    return list.startsWith("/v1/")
        ? "Look at GET " + list + " for what there is."
        : "See docs/api.md for all paths.";
  }

  private static String busy(Asked asked) {
    return "Wait until its operation has ended"
        + vm(asked)
        + ", or cancel it: POST /v1/operations/{id}:cancel.";
  }

  private static String wrongState(Asked asked) {
    if (asked.route().startsWith("DELETE")) {
      return "Stop the VM first, or delete it with ?force=true.";
    }
    if (asked.route().endsWith(RELOAD)) {
      return "Take back the changes that need a restart, or restart the node.";
    }
    return asked.route().contains("/v1/vms/")
        ? "Look at its state" + vm(asked) + " and bring it into one in which this can be done."
        : "Nothing needs to be done.";
  }
}
