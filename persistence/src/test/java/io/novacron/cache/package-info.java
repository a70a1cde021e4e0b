/** Tests of what may be forgotten, against a real Redis. */
@NullMarked
package io.novacron.cache;

import org.jspecify.annotations.NullMarked;
