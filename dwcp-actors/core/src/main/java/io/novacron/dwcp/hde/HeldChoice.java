package io.novacron.dwcp.hde;

import io.novacron.dwcp.hde.HeldImages.Held;
import io.novacron.dwcp.hde.HeldImages.Offer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What both sides are to hold: the first image of the receiver's that is here too, or else the one
 * whose pages' hashes are here, or none.
 */
final class HeldChoice {
  private final HeldImages images;
  private final Offer theirs;
  private final @Nullable TheirPages pages;
  private @Nullable TheirPages known;
  private String base = "";

  /**
   * Makes one.
   *
   * @param pages of one of the receiver's images; null if nothing is known of them
   */
  HeldChoice(HeldImages images, Offer theirs, @Nullable TheirPages pages) {
    this.images = images;
    this.theirs = theirs;
    this.pages = pages;
  }

  /** Opens it; null if there is no room for that much, here or there. */
  @Nullable Held open(long bytes) {
    Offer ours = images.offer();
    if (Math.min(ours.roomBytes(), theirs.roomBytes()) < bytes) {
      return null;
    }
    for (String id : theirs.bases()) {
      Held held = ours.bases().contains(id) ? tried(bytes, id) : null;
      if (held != null) {
        base = id;
        return held;
      }
    }
    return blank(bytes);
  }

  private @Nullable Held blank(long bytes) {
    Held held = tried(bytes, null);
    if (held != null && pages != null && pages.bytes() == bytes) {
      known = pages;
      base = pages.base();
    }
    return held;
  }

  /** One that is damaged, or of another machine, is no reason to fail. */
  private @Nullable Held tried(long bytes, @Nullable String id) {
    try {
      return images.open(bytes, id);
    } catch (IOException e) {
      return null;
    }
  }

  /** Of the image that only the receiver has; null if both have it, or there is none. */
  @Nullable TheirPages known() {
    return known;
  }

  String base() {
    return base;
  }
}
