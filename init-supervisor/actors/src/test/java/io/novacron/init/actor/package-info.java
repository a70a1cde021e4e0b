@NullMarked
package io.novacron.init.actor;

import org.jspecify.annotations.NullMarked;
