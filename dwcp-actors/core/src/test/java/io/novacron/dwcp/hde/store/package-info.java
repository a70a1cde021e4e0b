@NullMarked
package io.novacron.dwcp.hde.store;

import org.jspecify.annotations.NullMarked;
