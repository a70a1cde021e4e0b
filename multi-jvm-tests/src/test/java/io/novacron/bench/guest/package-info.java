/** Tests of the guest made of Debian packages. */
@NullMarked
package io.novacron.bench.guest;

import org.jspecify.annotations.NullMarked;
