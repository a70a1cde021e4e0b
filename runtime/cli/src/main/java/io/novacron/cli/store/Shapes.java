package io.novacron.cli.store;

import io.novacron.dwcp.hde.store.Damage;
import io.novacron.dwcp.hde.store.Entry;
import io.novacron.dwcp.hde.store.Stats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Things of the store as JSON, and as lines for people. */
final class Shapes {
  private static final String LINE = "%-64s %-10s %-16s %-24s %14s %14s %5s  %s%n";

  private Shapes() {}

  static Map<String, Object> json(Stats stats) {
    var json = new LinkedHashMap<String, Object>();
    json.put("entries", stats.entries());
    json.put("drafts", stats.drafts());
    json.put("damaged", stats.damaged());
    json.put("bytes", stats.bytes());
    json.put("storedBytes", stats.storedBytes());
    json.put("freeBytes", stats.freeBytes());
    json.put("uses", stats.uses());
    return json;
  }

  static Map<String, Object> json(Entry entry) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", entry.id().hex());
    json.put("kind", kind(entry));
    json.put("tenant", entry.label().tenant());
    json.put("family", entry.label().family());
    json.put("bytes", entry.bytes());
    json.put("storedBytes", entry.storedBytes());
    json.put("kept", entry.kept().toString());
    json.put("used", entry.used().toString());
    json.put("uses", entry.uses());
    return json;
  }

  static Map<String, Object> json(Damage damage) {
    var json = new LinkedHashMap<String, Object>();
    json.put("file", damage.file());
    json.put("why", damage.why());
    return json;
  }

  private static String kind(Entry entry) {
    return entry.label().kind().name().toLowerCase(Locale.ROOT);
  }

  static String table(Stats stats) {
    return String.format(
        Locale.ROOT,
        "%,d entries of %,d bytes take %,d; %,d bytes of the disk are free%n"
            + "%,d uses, %,d drafts, %,d damaged",
        stats.entries(),
        stats.bytes(),
        stats.storedBytes(),
        stats.freeBytes(),
        stats.uses(),
        stats.drafts(),
        stats.damaged());
  }

  static String table(List<Entry> entries) {
    var text = new StringBuilder();
    text.append(
        String.format(LINE, "ID", "KIND", "TENANT", "FAMILY", "BYTES", "STORED", "USES", "KEPT"));
    entries.forEach(entry -> text.append(line(entry)));
    return text.toString().stripTrailing();
  }

  private static String line(Entry entry) {
    return String.format(
        LINE,
        entry.id().hex(),
        kind(entry),
        printable(entry.label().tenant()),
        printable(entry.label().family()),
        count(entry.bytes()),
        count(entry.storedBytes()),
        entry.uses(),
        entry.kept());
  }

  private static String count(long bytes) {
    return String.format(Locale.ROOT, "%,d", bytes);
  }

  /** A name from a disk moves no cursor. */
  private static String printable(String name) {
    return name.isEmpty() ? "-" : name.replaceAll("\\p{Cntrl}", "?");
  }

  static String lines(List<Damage> damaged) {
    var text = new StringBuilder();
    for (Damage damage : damaged) {
      text.append(String.format("%n%s: %s", damage.file(), damage.why()));
    }
    return text.toString();
  }
}
