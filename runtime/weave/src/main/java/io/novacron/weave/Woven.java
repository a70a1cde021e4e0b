package io.novacron.weave;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;

/**
 * Has this JVM take Pekko's classes as Kamon wants them. A class can only be defined once, so this
 * comes before anything touches Pekko, and AOT caches must not hold these classes: in the run that
 * trains a cache they are defined here, too, which keeps them out of it.
 *
 * <p>Lookups define classes as well, but check each at once, which loads others of them unchanged:
 * so it takes the loader's own method, for which the JVM needs {@value #FLAG}.
 */
public final class Woven {
  /** What a JVM must be started with. */
  public static final String FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  /** Next to this class: a count, then name, length and bytes of each class. */
  static final String FILE = "woven";

  private static final MethodType DEFINE =
      MethodType.methodType(
          Class.class, String.class, byte[].class, int.class, int.class, ProtectionDomain.class);

  private final ClassLoader loader;
  private final MethodHandle defineClass;

  private Woven(ClassLoader loader, MethodHandle defineClass) {
    this.loader = loader;
    this.defineClass = defineClass;
  }

  /**
   * Defines them all, in the loader of this class.
   *
   * @return how many
   * @throws IllegalStateException when one of them is there already, this JVM lacks {@link #FLAG}
   *     or this build has no woven classes
   */
  public static int define() {
    var woven = new Woven(Woven.class.getClassLoader(), defineClass());
    try (InputStream file = Woven.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("this build has no woven classes");
      }
      return woven.define(new DataInputStream(new BufferedInputStream(file)));
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

  private int define(DataInputStream in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      define(name, in.readNBytes(in.readInt()));
    }
    return count;
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
