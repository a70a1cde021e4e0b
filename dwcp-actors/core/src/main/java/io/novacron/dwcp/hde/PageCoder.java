package io.novacron.dwcp.hde;

import io.novacron.dwcp.hde.HeldImages.Held;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Encodes the pages of a batch, against what is held once that is known. */
final class PageCoder implements AutoCloseable {
  /** A heap of which the index takes less than a quarter. */
  private static final boolean HAS_MEMORY =
      Runtime.getRuntime().maxMemory() / 4 >= BlockIndex.MOST_BYTES;

  private final PageBatch batch;
  private final HeldChoice choice;
  private final Blocks blocks;
  private final Ledger ledger;
  private final LongSupplier cpu;
  private RegionEncoder regions;
  private boolean wanted;
  private @Nullable Held held;
  private @Nullable HeldMemory memory;
  private @Nullable HeldIndex index;
  private @Nullable UnknownPages unknown;

  PageCoder(PageBatch batch, HeldChoice choice, Blocks blocks, Ledger ledger, LongSupplier cpu) {
    this.batch = batch;
    this.choice = choice;
    this.blocks = blocks;
    this.ledger = ledger;
    this.cpu = cpu;
    regions = encoder(null);
    spend(true);
  }

  private RegionEncoder encoder(@Nullable BaseIndex base) {
    return new RegionEncoder(batch.pages(), base, blocks, ledger, cpu);
  }

  /**
   * Pieces that moved are only looked for where something was held here from the beginning, and
   * where there is memory for an index of them.
   */
  void spend(boolean similar) {
    wanted = similar;
    boolean found = similar && isBaseHere() && HAS_MEMORY;
    regions.spend(new RegionEncoder.Effort(found, false));
  }

  private boolean isBaseHere() {
    return !choice.base().isEmpty() && choice.known() == null;
  }

  String base() {
    return choice.base();
  }

  /** The guest has so much memory; tells the receiver what to hold, if anything. */
  void open(long bytes, ScriptWriter script) {
    Held opened = held == null ? choice.open(bytes) : null;
    if (opened != null) {
      held = opened;
      hold(new HeldMemory(opened.bytes()));
      script.open(bytes, HexFormat.of().parseHex(choice.base()), choice.known() != null);
    }
  }

  private void hold(HeldMemory opened) {
    TheirPages theirs = choice.known();
    long since = cpu.getAsLong();
    index = new HeldIndex(opened, isBaseHere());
    unknown = theirs == null ? null : new UnknownPages(opened, index, theirs);
    ledger.cpu(Level.COPY, cpu.getAsLong() - since);
    memory = opened;
    regions = encoder(index.base());
    spend(wanted);
  }

  /**
   * Appends the pages, if there are any: a hash of them, and what they are made of. What was
   * encoded will be held by the receiver.
   */
  void encode(Bytes out) {
    ledger.in(Level.ZERO, batch.zeroed().bytes());
    Plan plan = batch.count() == 0 ? null : encodePages(out);
    if (memory != null) {
      memory.apply(batch);
    }
    if (index != null && plan != null) {
      index.add(batch, plan);
    }
    if (unknown != null) {
      unknown.held(batch);
    }
  }

  /** The stream has ended. */
  void end() {
    if (unknown != null) {
      unknown.end();
    }
  }

  private Plan encodePages(Bytes out) {
    int before = out.length();
    out.putLong(batch.hash());
    settle(out);
    ledger.framed(out.length() - before);
    if (memory != null) {
      memory.present(batch);
    }
    Plan plan = regions.beginAnew(batch.length());
    Bytes coded = regions.encode();
    out.put(coded.array(), 0, coded.length());
    return plan;
  }

  private void settle(Bytes out) {
    if (unknown != null) {
      long since = cpu.getAsLong();
      unknown.settle(batch);
      unknown.write(out);
      ledger.cpu(Level.SAME, cpu.getAsLong() - since);
    }
  }

  @Override
  public void close() {
    if (held != null) {
      held.close();
    }
  }
}
