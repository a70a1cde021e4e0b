@NullMarked
package io.novacron.mode;

import org.jspecify.annotations.NullMarked;
