package io.novacron.config;

import java.util.stream.Collectors;

/** The page about all keys, made of the schema. */
public final class ConfigDocs {
  private static final String HEAD =
      """
      # Configuration

      This page is made from the schema by `./novacron config docs`; a test holds it.

      A node reads `novacron.yaml` (`--config FILE`; else `./novacron.yaml` or `/etc/novacron/novacron.yaml`, if there is one), then
      environment variables, then its command line (`--set KEY=VALUE`, and the options that `novacron start --help` lists); what comes
      later wins. `${NAME}` in a value is that environment variable, which has to be set; `${NAME:default}` may be missing; `$${` is
      `${`. `config validate` says what is wrong with a file, `config explain` what counts and where it comes from. A variable that sets no
      key, and is called within two letters of one that does, is warned of at the start and by `config validate`.

      *Reloadable* values change while the node runs: edit the file, then `./novacron config reload --plan` shows the difference, and
      `config reload` or SIGHUP applies it, all of it or nothing.
      """;

  private ConfigDocs() {}

  /** As Markdown. */
  public static String markdown(Schema schema) {
    StringBuilder page = new StringBuilder(HEAD);
    schema.sections().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(section -> page.append(section(schema, section.getKey(), section.getValue())));
    return page.toString();
  }

  private static String section(Schema schema, String name, String about) {
    String rows =
        schema.keys().stream()
            .filter(key -> key.name().substring(0, key.name().lastIndexOf('.')).equals(name))
            .map(ConfigDocs::row)
            .collect(Collectors.joining("\n"));
    String table =
        rows.isEmpty()
            ? ""
            : "\n| key | default | allowed | meaning |\n|---|---|---|---|\n" + rows + "\n";
    return "\n## " + name + "\n\n" + about + "\n" + table;
  }

  private static String row(Key key) {
    String fallback = Key.text(key.fallback());
    return "| `%s` | %s | %s | %s%s |"
        .formatted(
            key.name().substring(key.name().lastIndexOf('.') + 1),
            fallback.isEmpty() ? "" : "`" + fallback + "`",
            key.allowed(),
            key.description().replace("|", "\\|"),
            key.reloadable() ? " *Reloadable.*" : "");
  }
}
