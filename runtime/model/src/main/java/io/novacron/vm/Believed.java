package io.novacron.vm;

/**
 * How a VM is believed to be on its host.
 *
 * @param token of its grant
 * @param state the VM's, by its name
 */
public record Believed(Token token, String state) {
  /** Whether its guest is as it should be, so that there is nothing to be said about it. */
  public boolean agreesWith(Observed guest) {
    return token.equals(guest.token()) && state.equals(guest.running() ? "running" : "paused");
  }
}
