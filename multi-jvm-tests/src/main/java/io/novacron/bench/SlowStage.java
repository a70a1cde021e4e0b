package io.novacron.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.multijvm.Child;
import io.novacron.multijvm.JavaCommand;
import java.nio.file.Path;
import java.util.List;

/** Boots {@link SlowBoot}. */
final class SlowStage implements BootStage {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public BootSubject boot(Path folder, BootOrder order) {
    List<String> command = JavaCommand.asLaunched("bench", folder);
    command.add(SlowBoot.class.getName());
    command.addAll(order.options());
    return new Booting(Child.start(command, folder.resolve("slow.log")));
  }

  /** Its report is the last line that it prints, once it is ready. */
  private record Booting(Child process) implements BootSubject {
    @Override
    public boolean isReady() {
      return process.log().lines().anyMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Override
    public JsonNode report() {
      String text =
          process.log().lines().filter(line -> line.startsWith("{")).findFirst().orElse("{}");
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        throw new BootFailedException("its report is no JSON: " + text);
      }
    }
  }

  @Override
  public String describe() {
    return "";
  }

  @Override
  public void close() {}
}
