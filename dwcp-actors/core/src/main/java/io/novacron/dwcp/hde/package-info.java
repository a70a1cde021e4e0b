/**
 * Makes the bytes of a migration smaller before they are carried. In this version every piece is
 * compressed by itself with zstd; nothing is remembered from one piece to the next. To change how a
 * piece is packed open {@link io.novacron.dwcp.hde.PayloadCompressor}.
 */
@NullMarked
package io.novacron.dwcp.hde;

import org.jspecify.annotations.NullMarked;
