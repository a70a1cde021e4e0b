package io.novacron.multijvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The QEMU processes of one cluster, as the kernel sees them: nobody's word is taken for it. */
final class QemuProcesses {
  private QemuProcesses() {}

  /**
   * A process.
   *
   * @param node whose guest it is, by the folder that its command line names
   */
  record Qemu(long pid, String vm, String node) {
    /**
     * How often each of its threads has been given a CPU. That of a vCPU is among them and wakes a
     * hundred times a second while a guest beats, and not at all while it stands still. Not among
     * them are the first, which serves commands and takes a migration in, and the second, which
     * frees memory behind it.
     */
    Map<Long, Long> turns() {
      Map<Long, Long> turns = new TreeMap<>();
      var threads = Path.of("/proc/" + pid + "/task");
      try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
        for (Path thread : all) {
          turns.put(Long.parseLong(String.valueOf(thread.getFileName())), turns(thread));
        }
      } catch (IOException e) {
        return Map.of();
      }
      return turns.entrySet().stream()
          .skip(2)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The last of three numbers, see sched-stats in the kernel's documentation. */
    private static long turns(Path thread) throws IOException {
      String figures = Files.readString(thread.resolve("schedstat")).strip();
      return Long.parseLong(figures.substring(figures.lastIndexOf(' ') + 1));
    }
  }

  /** All that live, whose folders are under {@code folder}. */
  static List<Qemu> under(Path folder) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(ProcessHandle::pid).flatMap(pid -> qemu(pid, folder)).toList();
    }
  }

  private static Stream<Qemu> qemu(long pid, Path folder) {
    String line = commandLine(pid);
    String place = "path=" + folder.toAbsolutePath() + "/";
    int name = line.indexOf("-name\0novacron-");
    int data = line.indexOf(place);
    if (name < 0 || data < 0 || line.startsWith("setsid")) {
      return Stream.empty();
    }
    String vm = line.substring(name + "-name\0novacron-".length()).split("\0", 2)[0];
    return Stream.of(new Qemu(pid, vm, line.substring(data + place.length()).split("/", 2)[0]));
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
