package io.novacron.vm;

/** What a VM says of a guest that a host has found. */
public enum Verdict {
  /** It is as it should be, or somebody else is about to say so. */
  KEEP,
  /** It is the VM and should run, but does not. */
  RESUME,
  /** It is the VM and should be paused, but runs. */
  PAUSE,
  /** It is not the VM any more. */
  DESTROY
}
