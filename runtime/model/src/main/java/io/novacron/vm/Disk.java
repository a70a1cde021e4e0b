package io.novacron.vm;

/**
 * One disk image.
 *
 * @param path absolute path on the host
 * @param format how the image is stored
 * @param readOnly whether the guest may only read it
 * @param shared whether every host sees the same image under {@code path}; a disk that is not
 *     shared pins its VM to the host (no disk moves yet)
 */
public record Disk(String path, Format format, boolean readOnly, boolean shared) {
  /** Image formats, by their names in QEMU. */
  public enum Format {
    RAW,
    QCOW2
  }
}
