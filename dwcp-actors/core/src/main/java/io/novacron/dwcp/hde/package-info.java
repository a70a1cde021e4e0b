/**
 * Makes the bytes of a migration smaller before they are carried. {@link
 * io.novacron.dwcp.hde.ImageEncoder} and {@link io.novacron.dwcp.hde.ImageDecoder} are the way
 * there and back of an image, given what the other side already has of it (docs/hde.md); a live
 * migration still packs each piece by itself, with {@link io.novacron.dwcp.hde.PayloadCompressor}.
 * To change what is found where open {@link io.novacron.dwcp.hde.RegionEncoder}.
 */
@NullMarked
package io.novacron.dwcp.hde;

import org.jspecify.annotations.NullMarked;
