package io.novacron.dwcp.hde.stream;

/** The {@link StreamFigures} while they are counted. */
final class Count {
  long understoodBytes;
  long stateBytes;
  long passedBytes;
  long pages;
  long zeroPages;
  long deltas;
  long fills;
  String whyPassed = "";

  StreamFigures figures() {
    return new StreamFigures(
        understoodBytes, stateBytes, passedBytes, pages, zeroPages, deltas, fills, whyPassed);
  }
}
