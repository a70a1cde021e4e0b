package io.novacron.dwcp.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom a transfer is sent to.
 *
 * @param tls null for connections in the clear
 */
record Target(InetSocketAddress address, @Nullable SSLContext tls) {
  FrameChannel dial(Duration limit) throws IOException {
    return FrameChannel.dial(address, limit, tls);
  }
}
