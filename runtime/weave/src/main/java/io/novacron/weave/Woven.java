package io.novacron.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/**
 * Has this JVM take Pekko's classes as Kamon wants them. A JVM that has them in front of its class
 * path finds them by itself, and its AOT cache may hold them. In any other they are defined here,
 * before anything touches Pekko: a class can only be defined once. Its AOT cache must not hold
 * these classes then; in a run that trains one they are defined, too, which keeps them out of it.
 *
 * <p>Lookups define classes as well, but check each at once, which loads others of them unchanged:
 * so it takes the loader's own method, for which the JVM needs {@value #FLAG}.
 */
public final class Woven {
  /** What a JVM must be started with. */
  public static final String FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  /** The jar of them, next to this class and, under this name, in front of a class path. */
  static final String FILE = "woven.jar";

  private static final String ONE_OF_THEM = "org/apache/pekko/actor/ActorCell.class";

  private static final MethodType DEFINE =
      MethodType.methodType(
          Class.class, String.class, byte[].class, int.class, int.class, ProtectionDomain.class);

  private final ClassLoader loader;
  private final MethodHandle defineClass = defineClass();

  private Woven(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Sees to it that they are the ones that the loader of this class uses. There is no asking first
   * whether one is loaded: a loader that is asked takes it from the AOT cache.
   *
   * @throws IllegalStateException when one of them is there unchanged, this JVM lacks {@link
   *     #FLAG}, that loader is not the JVM's own, where woven classes look for parts of theirs, or
   *     this build has no woven classes
   */
  public static void take() {
    ClassLoader loader = Woven.class.getClassLoader();
    if (!loader.equals(ClassLoader.getSystemClassLoader())) {
      throw new IllegalStateException("a node is measured only from the class path of its JVM");
    }
    if (!isInFront()) {
      read().forEach(new Woven(loader)::define);
    }
  }

  private static boolean isInFront() {
    var found = Woven.class.getClassLoader().getResource(ONE_OF_THEM);
    return found != null && found.getPath().contains("/" + FILE + "!");
  }

  /** Names and bytes, in the order of the jar. */
  private static Map<String, byte[]> read() {
    try (InputStream file = Woven.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("this build has no woven classes");
      }
      var classes = new LinkedHashMap<String, byte[]>();
      var in = new JarInputStream(file);
      for (JarEntry it = in.getNextJarEntry(); it != null; it = in.getNextJarEntry()) {
        classes.put(JarClasses.name(it.getName()), in.readAllBytes());
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MethodHandle defineClass() {
    try {
      return MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup())
          .findVirtual(ClassLoader.class, "defineClass", DEFINE);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM was started without " + FLAG, e);
    }
  }

  private void define(String name, byte[] bytes) {
    try {
      var _ =
          (Class<?>)
              defineClass.invokeExact(
                  loader, name, bytes, 0, bytes.length, (ProtectionDomain) null);
    } catch (LinkageError e) {
      throw new IllegalStateException(name + " was in use before", e);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot define " + name, e);
    }
  }
}
