@NullMarked
package io.novacron.control;

import org.jspecify.annotations.NullMarked;
