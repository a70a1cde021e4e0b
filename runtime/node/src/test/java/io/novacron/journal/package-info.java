/** Tests of what the control plane writes down. */
@NullMarked
package io.novacron.journal;

import org.jspecify.annotations.NullMarked;
