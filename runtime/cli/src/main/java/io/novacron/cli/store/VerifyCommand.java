package io.novacron.cli.store;

import io.novacron.dwcp.hde.store.StoreException;
import io.novacron.dwcp.hde.store.StoreView;
import io.novacron.dwcp.hde.store.Verification;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code store verify}. */
@Command(
    name = "verify",
    description =
        "Reads everything and compares digests; exits with 1 if something is damaged. Removes"
            + " nothing; a node may use it meanwhile.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin private StoreOptions options = new StoreOptions();

  VerifyCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws StoreException {
    Verification verification = StoreView.of(options.folder()).verify();
    out.println(options.text(json(verification), () -> table(verification)));
    return verification.isSound() ? StoreMain.OK : StoreMain.FAILED;
  }

  private static Map<String, Object> json(Verification verification) {
    var json = new LinkedHashMap<String, Object>();
    json.put("sound", verification.sound());
    json.put("readBytes", verification.readBytes());
    json.put("damaged", verification.damaged().stream().map(Shapes::json).toList());
    return json;
  }

  private static String table(Verification verification) {
    return String.format(
            Locale.ROOT,
            "%,d entries are as they were kept, %,d are damaged; %,d bytes read",
            verification.sound(),
            verification.damaged().size(),
            verification.readBytes())
        + Shapes.lines(verification.damaged());
  }
}
