package io.novacron.dwcp.transfer;

import java.io.IOException;

/** In the clear, as on loopback. */
class TransferTest extends TransferContract {
  TransferTest() throws IOException {
    super(null);
  }
}
