/**
 * What becomes of a node whose dependencies fail, measured with real ones; writes docs/chaos.md.
 */
@NullMarked
package io.novacron.chaos;

import org.jspecify.annotations.NullMarked;
