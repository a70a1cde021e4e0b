package io.novacron.node;

import io.novacron.config.Fault;
import io.novacron.config.Revision;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGHUP, by which one tells a server to read its configuration again. */
final class Hangup {
  private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /** From now on the signal does that; without this it ends the process. */
  static void reloads(Reload reload) {
    try {
      handle(() -> reload(reload));
    } catch (ReflectiveOperationException e) {
      // Windows has none, and a JVM with -Xrs leaves signals alone.
      LOG.info("there is no reload on SIGHUP here: {}", String.valueOf(e.getCause()));
    }
  }

  /** The JDK has no other way, keeps this one (JEP 260), and warns of it whatever one says. */
  private static void handle(Runnable work) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object hup = signal.getConstructor(String.class).newInstance("HUP");
    Object told =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (_, _, _) -> {
              work.run();
              return null;
            });
    var _ = signal.getMethod("handle", signal, handler).invoke(null, hup, told);
  }

  static void reload(Reload reload) {
    try {
      switch (reload.apply()) {
        case Revision.Invalid(var faults) -> {
          LOG.error("the configuration is wrong; the old values count");
          faults.stream().map(Fault::sentence).forEach(LOG::error);
        }
        case Revision.NeedsRestart(var difference) -> LOG.error(ConfigView.restart(difference));
        case Revision.Ready(_, var difference) ->
            LOG.info("the configuration was read again: {} changed", difference.changes().size());
      }
    } catch (RuntimeException e) {
      LOG.error("the configuration was not taken in; the old values count", e);
    }
  }
}
