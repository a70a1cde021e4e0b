package io.novacron.bench;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * What a node, or all of them together, has seen of a peer.
 *
 * @param firstError empty without errors
 * @param histogram of microseconds, as HdrHistogram packs it, in base 64
 */
record PeerFigures(
    long operations, long errors, String firstError, double perSecond, String histogram) {

  static PeerFigures of(Load.Result result) {
    return new PeerFigures(
        result.measured(),
        result.errors(),
        result.firstError().orElse(""),
        result.perSecond(),
        packed(result.micros()));
  }

  /** The nodes ran at the same time: rates add up. */
  static PeerFigures sum(List<PeerFigures> nodes) {
    var micros = new Histogram(3);
    nodes.forEach(node -> micros.add(unpacked(node.histogram())));
    return new PeerFigures(
        nodes.stream().mapToLong(PeerFigures::operations).sum(),
        nodes.stream().mapToLong(PeerFigures::errors).sum(),
        nodes.stream()
            .map(PeerFigures::firstError)
            .filter(e -> !e.isEmpty())
            .findFirst()
            .orElse(""),
        nodes.stream().mapToDouble(PeerFigures::perSecond).sum(),
        packed(micros));
  }

  double millisAt(double percentile) {
    return unpacked(histogram).getValueAtPercentile(percentile) / 1e3;
  }

  private static String packed(Histogram micros) {
    var buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
    int length = micros.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(buffer.array(), length));
  }

  private static Histogram unpacked(String text) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), 1);
    } catch (DataFormatException e) {
      throw new IllegalStateException("a node has sent no histogram", e);
    }
  }
}
