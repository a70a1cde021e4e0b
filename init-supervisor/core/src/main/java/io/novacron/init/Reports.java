package io.novacron.init;

/** What a component that is up says about itself, from any thread. */
public interface Reports {
  /** It has stopped working: it is to be stopped and started again, with all that needs it. */
  void lost(String reason);

  /** It stays, but does not serve for now, and gets over that by itself. */
  void ailing(String reason);

  /** It serves again. */
  void well();
}
