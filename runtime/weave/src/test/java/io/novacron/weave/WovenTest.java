package io.novacron.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** In a JVM that has no actor system: these classes can be defined once. */
class WovenTest {
  private static final String MEASURED = "kamon.instrumentation.pekko.instrumentations.";

  private static Class<?> pekko(String name) throws ClassNotFoundException {
    ClassLoader loader = WovenTest.class.getClassLoader();
    return Class.forName("org.apache.pekko." + name, false, loader);
  }

  @Test
  void pekkosClassesMeasureOnceTheyAreDefinedAndThatIsDoneOnce() throws Exception {
    Woven.take();

    assertThat(pekko("actor.ActorCell").getInterfaces())
        .extracting(Class::getName)
        .contains(MEASURED + "HasActorMonitor");
    assertThat(pekko("dispatch.Envelope").getInterfaces())
        .extracting(Class::getName)
        .contains("kamon.instrumentation.context.HasContext");
    assertThatThrownBy(Woven::take)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(" was in use before");
  }
}
