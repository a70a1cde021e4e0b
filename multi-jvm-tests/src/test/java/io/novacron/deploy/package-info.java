@NullMarked
package io.novacron.deploy;

import org.jspecify.annotations.NullMarked;
