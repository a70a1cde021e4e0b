package io.novacron.dwcp.hde;

import java.util.Arrays;

/**
 * Where a page with given contents is: the first one with a key. Whoever finds one compares; 16
 * bytes a page.
 */
final class PageIndex {
  private static final int FIRST_SIZE = 1 << 10;

  private int[] keys = new int[FIRST_SIZE];

  /** Page number + 1, or 0 for none. */
  private int[] pages = new int[FIRST_SIZE];

  private int count;

  void add(int key, int page) {
    if (count * 2 >= pages.length) {
      grow();
    }
    int slot = slot(key);
    if (pages[slot] == 0) {
      keys[slot] = key;
      pages[slot] = page + 1;
      count++;
    }
  }

  /** As {@link #add}, but a page that is there with this key makes room. */
  void put(int key, int page) {
    int slot = slot(key);
    if (pages[slot] == 0) {
      add(key, page);
    } else {
      pages[slot] = page + 1;
    }
  }

  int size() {
    return count;
  }

  /** The page with this key, or -1. */
  int find(int key) {
    return pages[slot(key)] - 1;
  }

  /** Where the key is, or may be put. */
  private int slot(int key) {
    int slot = ((key * 0x9E3779B1) >>> 1) & (pages.length - 1);
    while (pages[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (pages.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldPages = pages;
    keys = new int[oldKeys.length * 2];
    pages = new int[oldPages.length * 2];
    for (int i = 0; i < oldPages.length; i++) {
      if (oldPages[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        pages[slot] = oldPages[i];
      }
    }
  }

  void clear() {
    Arrays.fill(pages, 0);
    count = 0;
  }
}
