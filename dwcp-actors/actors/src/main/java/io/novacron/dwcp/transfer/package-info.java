/**
 * Carries one byte stream per transfer from a channel on this node into a channel on another, over
 * several TCP connections, outside of any mailbox (docs/adr/0005-bytes-outside-actors.md). Virtual
 * threads wait in blocking calls, one lock per transfer guards its books, and how much may be under
 * way is decided by {@link io.novacron.dwcp.amst.InFlightWindow}. To change the sending side open
 * {@code Sending} and {@code SendStream}, the receiving side {@code Receiving} and {@code
 * ReceiveStream}, who is let in {@link io.novacron.dwcp.transfer.TransferServer}.
 */
@NullMarked
package io.novacron.dwcp.transfer;

import org.jspecify.annotations.NullMarked;
