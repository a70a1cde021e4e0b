/**
 * The transport's algorithms: how a stream of bytes is cut into frames, put in order again, and how
 * many of its bytes may be on the way. Nothing here has a thread, a clock or a socket; time is an
 * argument in nanoseconds of one monotonic clock, and the caller provides for mutual exclusion. To
 * change the wire format open {@link io.novacron.dwcp.amst.Frame} and {@link
 * io.novacron.dwcp.amst.FrameCodec}, to change how much may be in flight {@link
 * io.novacron.dwcp.amst.InFlightWindow}.
 */
@NullMarked
package io.novacron.dwcp.amst;

import org.jspecify.annotations.NullMarked;
