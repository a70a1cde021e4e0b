package io.novacron.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates from the JDK's keytool. */
final class Certificates {
  private static final String PASSWORD = "for-this-test";

  private Certificates() {}

  /** Writes one of {@code CN=test} to {@code file}, in PEM. */
  static void make(Path file, String... validity) throws Exception {
    String store = file + ".p12";
    List<String> generate =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", "a", "-dname", "CN=test", "-keyalg", "EC"));
    generate.addAll(List.of("-keystore", store, "-storepass", PASSWORD));
    generate.addAll(List.of(validity));
    keytool(generate);
    keytool(
        List.of(
            "-exportcert",
            "-rfc",
            "-alias",
            "a",
            "-keystore",
            store,
            "-storepass",
            PASSWORD,
            "-file",
            file.toString()));
  }

  private static void keytool(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(arguments);
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("keytool failed");
    }
  }
}
