@NullMarked
package io.novacron.dwcp.hde.stream;

import org.jspecify.annotations.NullMarked;
