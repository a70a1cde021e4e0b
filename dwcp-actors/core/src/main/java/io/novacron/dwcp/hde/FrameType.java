package io.novacron.dwcp.hde;

/** What a frame carries. */
public enum FrameType {
  /** Size of the image, and which base it is to be decoded with. The first of all. */
  HEAD(0),
  /** So many regions from this one on are zero. */
  ZEROS(1),
  /** So many regions from this one on are as they are in the base. */
  SAMES(2),
  /** One region, encoded. */
  REGION(3),
  /** One region, its bytes: sent again after one did not come out right. */
  RAW(4),
  /** Digest of the whole image. The last of all. */
  END(5);

  private static final FrameType[] ALL = values();

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  /** As it is written; counted from 0 without a gap. */
  int code() {
    return code;
  }

  static FrameType of(int number) throws MalformedPayloadException {
    if (number >= ALL.length) {
      throw new MalformedPayloadException("there is no frame of type " + number);
    }
    return ALL[number];
  }
}
