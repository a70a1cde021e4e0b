@NullMarked
package io.novacron.dwcp.amst;

import org.jspecify.annotations.NullMarked;
