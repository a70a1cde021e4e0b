@NullMarked
package io.novacron.cli.store;

import org.jspecify.annotations.NullMarked;
