package io.novacron.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a configuration is read from: defaults, then a file, then environment variables, then the
 * command line; what comes later wins. Reading again sees what has changed in the file.
 */
public final class Sources {
  /** Looked at in this order when no file is named. */
  private static final List<Path> USUAL =
      List.of(Path.of("novacron.yaml"), Path.of("/etc/novacron/novacron.yaml"));

  /** A value of the command line, and the option that gives it. */
  record Given(String key, String text, String option) {}

  private final Optional<Path> file;
  private final Map<String, String> environment;
  private final List<Given> given;

  private Sources(Optional<Path> file, Map<String, String> environment, List<Given> given) {
    this.file = file;
    this.environment = Map.copyOf(environment);
    this.given = List.copyOf(given);
  }

  /** Only defaults. */
  public static Sources none() {
    return new Sources(Optional.empty(), Map.of(), List.of());
  }

  /** With the values in {@code path}. */
  public Sources file(Path path) {
    return new Sources(Optional.of(path), environment, given);
  }

  /** With the file at one of the usual places, if there is one. */
  public Sources usualFile() {
    return USUAL.stream().filter(Files::isRegularFile).findFirst().map(this::file).orElse(this);
  }

  /** With variables: for keys, and for places in the file. */
  public Sources environment(Map<String, String> variables) {
    return new Sources(file, variables, given);
  }

  /** With a value of the command line. */
  public Sources option(String key, String text, String option) {
    List<Given> more = new ArrayList<>(given);
    more.add(new Given(key, text, option));
    return new Sources(file, environment, more);
  }

  /** The file that is read. */
  public Optional<Path> file() {
    return file;
  }

  /**
   * Reads all of them.
   *
   * @throws ConfigurationException when anything is wrong, with all that is
   */
  public Configuration load() {
    var schema = Schema.load();
    var layers = new Layers(schema);
    file.ifPresent(path -> layers.add(YamlFile.read(path, new Variables(environment)), path));
    schema.keys().forEach(key -> addVariable(layers, key));
    given.forEach(layers::add);
    return layers.configuration(this);
  }

  private void addVariable(Layers layers, Key key) {
    String value = environment.get(key.variable());
    if (value != null) {
      layers.put(key, key.read(value), new Origin.Environment(key.variable()));
    }
  }

  /** Variables that set no key, and are called much like those that would. */
  List<String> doubts(List<String> variables) {
    return environment.keySet().stream()
        .filter(name -> name.startsWith(Key.PREFIX) && !variables.contains(name))
        .sorted()
        .flatMap(name -> Nearest.close(name, variables).stream().map(near -> doubt(name, near)))
        .toList();
  }

  private static String doubt(String name, String near) {
    return "the environment variable " + name + " sets no key; did you mean " + near + "?";
  }

  /** For tests of what reads it: {@code key}s with their texts, as on the command line. */
  public static Configuration of(Map<String, String> values) {
    Sources sources = none();
    for (var entry : new LinkedHashMap<>(values).entrySet()) {
      sources = sources.option(entry.getKey(), entry.getValue(), "--set");
    }
    return sources.load();
  }
}
