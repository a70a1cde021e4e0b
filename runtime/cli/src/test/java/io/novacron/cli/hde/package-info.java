@NullMarked
package io.novacron.cli.hde;

import org.jspecify.annotations.NullMarked;
