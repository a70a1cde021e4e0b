/** Tests of the wire format. */
@NullMarked
package io.novacron.kryo;

import org.jspecify.annotations.NullMarked;
