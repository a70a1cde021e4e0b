package io.novacron.demo;

import io.novacron.multijvm.link.LinkProfile;

/** The links that one can ask for on the command line. */
enum LinkName {
  lan(LinkProfile.LAN, "1 Gbit/s, 1 ms round trip"),
  wan(LinkProfile.WAN, "200 Mbit/s, 80 ms round trip"),
  bad(LinkProfile.BAD, "20 Mbit/s, 150 ms round trip, with stalls");

  private final LinkProfile profile;
  private final String description;

  LinkName(LinkProfile profile, String description) {
    this.profile = profile;
    this.description = description;
  }

  LinkProfile profile() {
    return profile;
  }

  String description() {
    return description;
  }
}
