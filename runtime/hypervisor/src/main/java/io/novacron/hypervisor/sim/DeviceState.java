package io.novacron.hypervisor.sim;

import java.nio.ByteBuffer;

/**
 * What a guest is besides its memory: with it, its workload continues to the bit.
 *
 * @param random state of the workload's generator
 * @param steps pages the workload has written, not negative
 * @param beats heartbeats since the guest was first started, not negative
 */
record DeviceState(long random, long steps, long beats) {
  static final int BYTES = 3 * Long.BYTES;

  void writeTo(ByteBuffer out) {
    out.putLong(random).putLong(steps).putLong(beats);
  }

  static DeviceState readFrom(ByteBuffer in) throws MalformedStreamException {
    var state = new DeviceState(in.getLong(), in.getLong(), in.getLong());
    if (state.steps < 0 || state.beats < 0) {
      throw new MalformedStreamException("a counter of the device state is negative");
    }
    return state;
  }
}
