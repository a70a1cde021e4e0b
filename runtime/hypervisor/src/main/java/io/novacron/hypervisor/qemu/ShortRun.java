package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program that prints something and ends. */
final class ShortRun {
  private static final int MAX_OUTPUT_BYTES = 1 << 20;

  private ShortRun() {}

  /**
   * @return what it printed
   * @throws IOException when it cannot be started or is not done in time
   */
  static String output(List<String> argv, Duration deadline) throws IOException {
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      return reading(process).get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException(String.join(" ", argv) + " did not finish", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> reading(Process process) {
    var output = new CompletableFuture<String>();
    Thread.ofVirtual().start(() -> read(process, output));
    return output;
  }

  private static void read(Process process, CompletableFuture<String> output) {
    try {
      byte[] bytes = process.getInputStream().readNBytes(MAX_OUTPUT_BYTES);
      output.complete(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      output.completeExceptionally(e);
    }
  }
}
