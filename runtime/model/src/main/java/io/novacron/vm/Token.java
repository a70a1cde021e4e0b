package io.novacron.vm;

/**
 * Fencing token of one grant of a VM to a host: a later grant compares greater, and only the holder
 * of the greatest may run the VM. {@code position} is the place of the grant in the log that
 * decides (today the VM's own journal); {@code generation} stays 0 until regions exist.
 */
public record Token(long generation, long position) implements Comparable<Token> {
  public Token {
    if (generation < 0 || position < 0) {
      throw new IllegalArgumentException("negative token " + generation + "." + position);
    }
  }

  /** Reads {@code generation.position}, as {@link #toString} writes it. */
  public static Token parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("not a token: '" + text + "'");
    }
    return new Token(
        Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
  }

  @Override
  public int compareTo(Token other) {
    int byGeneration = Long.compare(generation, other.generation);
    return byGeneration != 0 ? byGeneration : Long.compare(position, other.position);
  }

  @Override
  public String toString() {
    return generation + "." + position;
  }
}
