package io.novacron.demo;

import io.novacron.multijvm.link.LinkProfile;

/** The links that one can ask for on the command line. */
enum LinkName {
  lan("1 Gbit/s, 1 ms round trip"),
  wan("200 Mbit/s, 80 ms round trip"),
  bad("20 Mbit/s, 150 ms round trip, with stalls");

  private final String description;

  LinkName(String description) {
    this.description = description;
  }

  LinkProfile profile() {
    return LinkProfile.of(name());
  }

  String description() {
    return description;
  }
}
