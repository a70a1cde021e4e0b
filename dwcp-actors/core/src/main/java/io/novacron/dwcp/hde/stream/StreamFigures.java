package io.novacron.dwcp.hde.stream;

/**
 * What was said of a stream. The three counts of bytes add up to what was taken, less what is kept.
 *
 * @param understoodBytes in records that were understood, pages included
 * @param stateBytes after the last of the memory, where only device state is
 * @param passedBytes not understood, and passed through
 * @param pages records of a page as it is
 * @param zeroPages pages that a record said are zero
 * @param deltas records of a page as a difference to what was sent of it before
 * @param fills records of a page of one and the same byte, not zero
 * @param whyPassed why bytes were passed through, the first time; empty if none were
 */
public record StreamFigures(
    long understoodBytes,
    long stateBytes,
    long passedBytes,
    long pages,
    long zeroPages,
    long deltas,
    long fills,
    String whyPassed) {}
