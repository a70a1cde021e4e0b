/** In place of the one class of Byte Buddy that woven classes call. */
@NullMarked
package kanela.agent.libs.net.bytebuddy.dynamic;

import org.jspecify.annotations.NullMarked;
