/**
 * The mark of messages that may travel between nodes. How they travel is in {@code
 * io.novacron.kryo}, where each has to be listed.
 */
@NullMarked
package io.novacron.wire;

import org.jspecify.annotations.NullMarked;
