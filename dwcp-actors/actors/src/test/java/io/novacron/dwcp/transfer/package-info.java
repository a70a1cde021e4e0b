@NullMarked
package io.novacron.dwcp.transfer;

import org.jspecify.annotations.NullMarked;
