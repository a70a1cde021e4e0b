@NullMarked
package io.novacron.dwcp.mode;

import org.jspecify.annotations.NullMarked;
