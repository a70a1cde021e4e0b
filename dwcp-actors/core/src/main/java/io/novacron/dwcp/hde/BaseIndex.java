package io.novacron.dwcp.hde;

import org.jspecify.annotations.Nullable;

/** A base and what finds things in it; each index is made when it is asked for the first time. */
final class BaseIndex {
  private final Image image;
  private final long[] hashes;
  private @Nullable PageIndex pages;
  private @Nullable BlockIndex blocks;

  BaseIndex(Image image) {
    this.image = image;
    hashes = Mark.hashes(image);
  }

  /** Of a base that changes, with an index that its owner keeps; it has no mark. */
  BaseIndex(Image image, PageIndex pages) {
    this.image = image;
    this.pages = pages;
    hashes = new long[0];
  }

  int mark() {
    return Mark.of(image.size(), hashes);
  }

  Image image() {
    return image;
  }

  PageIndex pages() {
    if (pages == null) {
      pages = indexed();
    }
    return pages;
  }

  BlockIndex blocks() {
    if (blocks == null) {
      blocks = new BlockIndex(image);
    }
    return blocks;
  }

  private PageIndex indexed() {
    var index = new PageIndex();
    int whole = (int) (image.size() / Pages.PAGE);
    for (int page = 0; page < whole; page++) {
      index.add(key(hashes[page]), page);
    }
    return index;
  }

  static int key(long hash) {
    return (int) (hash >>> 32);
  }
}
