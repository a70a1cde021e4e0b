package io.novacron.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.client.Vms;
import io.novacron.client.resource.CreateVm;
import io.novacron.client.resource.VmResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm create}: from options, from a file, or from a file with options that win over it. */
@Command(name = "create", description = "Defines a VM, and starts it if asked to.")
final class VmCreate implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Default: the name in the file.")
  private @Nullable String name;

  @Mixin private SpecOptions spec = new SpecOptions();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "JSON or YAML of a spec, or of {name, spec, labels}; - is standard input. Options win.")
  private @Nullable String file;

  @Option(names = "--label", paramLabel = "K=V", description = "A label. Repeatable.")
  private Map<String, String> labels = new HashMap<>();

  @Option(names = "--start", description = "Start it as well.")
  private boolean start;

  @Option(
      names = "--host",
      paramLabel = "NODE",
      description = "For --start; default: any that fits.")
  private @Nullable String host;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "A repetition with the same key does nothing and answers as the first did.")
  private @Nullable String key;

  @Mixin private Options.Wait wait = new Options.Wait();

  private final Novacron root;

  VmCreate(Novacron root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    CreateVm request = request();
    VmResource vm = vms("").create(request);
    if (start) {
      return root.waiting().settle(vms(".start").start(vm.name(), host), wait);
    }
    root.output().item(vm, vm.name() + " " + vm.state() + ", version " + vm.version());
    return Exit.OK;
  }

  /** Two requests need two keys, and the same two when all is repeated. */
  private Vms vms(String suffix) {
    Vms vms = root.client().vms();
    return key == null ? vms : vms.withKey(key + suffix);
  }

  private CreateVm request() {
    JsonNode document = file == null ? JsonNodeFactory.instance.objectNode() : read(file);
    JsonNode base = document.has("spec") ? document.path("spec") : document;
    if (!(base.deepCopy() instanceof ObjectNode fields)) {
      throw new IllegalArgumentException(file + " holds no spec: it must be an object");
    }
    Map<String, String> all = new HashMap<>();
    document.path("labels").properties().forEach(l -> all.put(l.getKey(), l.getValue().asText()));
    all.putAll(labels);
    return new CreateVm(name(document), new SpecWriter(fields).write(spec), all);
  }

  private String name(JsonNode document) {
    String wanted = name == null ? document.path("name").asText("") : name;
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("a name is needed: as NAME, or as 'name' in the file");
    }
    return wanted;
  }

  private JsonNode read(String from) {
    try {
      byte[] bytes =
          from.equals("-")
              ? root.terminal().in().readAllBytes()
              : Files.readAllBytes(Path.of(from));
      return Documents.read(new String(bytes, StandardCharsets.UTF_8), from);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + from + ": " + e, e);
    }
  }
}
