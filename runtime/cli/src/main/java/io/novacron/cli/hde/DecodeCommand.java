package io.novacron.cli.hde;

import io.novacron.dwcp.hde.Frame;
import io.novacron.dwcp.hde.FrameReader;
import io.novacron.dwcp.hde.ImageDecoder;
import io.novacron.dwcp.hde.MalformedPayloadException;
import io.novacron.dwcp.hde.MappedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hde decode}. */
@Command(
    name = "decode",
    description = "Rebuilds a file from its frames, and proves it by its digest.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DecodeCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "IN", description = "Frames, as encode has written them.")
  private Path source = Path.of("");

  @Parameters(index = "1", paramLabel = "IMAGE", description = "Where the file goes.")
  private Path target = Path.of("");

  @Option(names = "--base", paramLabel = "FILE", description = "What it was encoded against.")
  private @Nullable Path base;

  private @Nullable MappedImage room;

  DecodeCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    try (var unfinished = new Unfinished(target)) {
      long bytes = decode(unfinished.path());
      unfinished.finish();
      out.println(target + ": " + bytes + " bytes, SHA-256 of every region as it was sent");
    }
    return HdeMain.OK;
  }

  private long decode(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(source));
        var before = base == null ? null : MappedImage.read(base);
        var decoder =
            new ImageDecoder(bytes -> room(path, bytes), before == null ? null : before.image())) {
      takeAll(decoder, new FrameReader(in));
      if (!decoder.isProven(decoder.digests())) {
        throw new MalformedPayloadException("the digest of the whole is another one");
      }
      return kept();
    } finally {
      if (room != null) {
        room.close();
      }
    }
  }

  /** Bytes that are on the disk now. */
  private long kept() {
    if (room == null) {
      return 0;
    }
    room.force();
    return room.bytes().byteSize();
  }

  private static void takeAll(ImageDecoder decoder, FrameReader frames) throws IOException {
    for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
      decoder.take(frame);
    }
  }

  /** Believes no size that the disk has no room for. */
  private MemorySegment room(Path path, long bytes) throws MalformedPayloadException {
    try {
      long free = Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace();
      if (bytes > free) {
        throw new MalformedPayloadException(
            "it says " + bytes + " bytes, and " + free + " are free where it would go");
      }
      room = MappedImage.create(path, bytes);
      return room.bytes();
    } catch (MalformedPayloadException e) {
      throw e;
    } catch (IOException e) {
      throw new MalformedPayloadException(e.getMessage() + " cannot be written", e);
    }
  }
}
