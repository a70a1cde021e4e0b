/** Tests of what other modules test with. */
@NullMarked
package io.novacron.persistence.testkit;

import org.jspecify.annotations.NullMarked;
