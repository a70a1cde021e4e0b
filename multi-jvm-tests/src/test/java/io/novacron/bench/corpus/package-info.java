/** Tests of the synthetic images. */
@NullMarked
package io.novacron.bench.corpus;

import org.jspecify.annotations.NullMarked;
