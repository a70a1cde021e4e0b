/** Tests of what is remembered, on real databases. */
@NullMarked
package io.novacron.persistence;

import org.jspecify.annotations.NullMarked;
