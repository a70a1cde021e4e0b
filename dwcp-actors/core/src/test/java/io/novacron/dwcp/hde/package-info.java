@NullMarked
package io.novacron.dwcp.hde;

import org.jspecify.annotations.NullMarked;
