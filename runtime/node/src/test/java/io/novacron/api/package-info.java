/** Tests. */
@NullMarked
package io.novacron.api;

import org.jspecify.annotations.NullMarked;
