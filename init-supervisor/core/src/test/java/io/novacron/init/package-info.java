@NullMarked
package io.novacron.init;

import org.jspecify.annotations.NullMarked;
