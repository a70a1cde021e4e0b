package io.novacron.cli;

import io.novacron.client.resource.ModeResource;
import io.novacron.client.resource.PeerRttResource;
import java.util.Locale;

/** The mode of a node for people. */
final class ModeText {
  private static final Table<PeerRttResource> PEERS =
      Table.<PeerRttResource>of()
          .with("PEER", peer -> Words.orDash(peer.node()))
          .with("ROUND TRIP", ModeText::roundTrip)
          .with("ANSWERS", peer -> peer.answered() + "/" + peer.asked())
          .with("ADDRESS", PeerRttResource::address);

  private ModeText() {}

  static String of(ModeResource mode) {
    var text = new StringBuilder();
    text.append(headline(mode)).append('\n');
    mode.reasons().forEach(reason -> text.append("  ").append(reason).append('\n'));
    if (!mode.inputs().peers().isEmpty()) {
      text.append('\n').append(PEERS.write(mode.inputs().peers(), false));
    }
    return text.toString();
  }

  private static String headline(ModeResource mode) {
    return String.format(
        Locale.ROOT,
        "%s is in mode %s since %s (confidence %.2f%s)",
        mode.node(),
        mode.mode(),
        Words.at(mode.decidedAt()),
        mode.confidence(),
        remark(mode));
  }

  private static String remark(ModeResource mode) {
    if (mode.overridden()) {
      return ", given by system.mode";
    }
    return mode.alert() ? ", too little to leave hybrid: set system.mode if you know" : "";
  }

  private static String roundTrip(PeerRttResource peer) {
    return peer.rttMillis() == null ? "-" : String.format(Locale.ROOT, "%.2f ms", peer.rttMillis());
  }
}
