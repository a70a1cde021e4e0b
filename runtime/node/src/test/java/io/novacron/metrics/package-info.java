/** Tests. */
@NullMarked
package io.novacron.metrics;

import org.jspecify.annotations.NullMarked;
