/** Tests of weaving ahead of time. */
@NullMarked
package io.novacron.weave;

import org.jspecify.annotations.NullMarked;
