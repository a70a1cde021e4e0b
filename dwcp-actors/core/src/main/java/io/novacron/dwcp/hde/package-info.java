/**
 * Makes what is sent smaller by what the other side has (docs/hde.md). {@link
 * io.novacron.dwcp.hde.ImageEncoder} and {@link io.novacron.dwcp.hde.ImageDecoder} are the way
 * there and back of an image, in frames of any order; {@link io.novacron.dwcp.hde.GuestEncoder} and
 * {@link io.novacron.dwcp.hde.GuestDecoder} that of a live guest's stream, in pieces of one order;
 * {@link io.novacron.dwcp.hde.MessageCoder} that of a message. To change what is found where open
 * {@link io.novacron.dwcp.hde.RegionEncoder}.
 */
@NullMarked
package io.novacron.dwcp.hde;

import org.jspecify.annotations.NullMarked;
