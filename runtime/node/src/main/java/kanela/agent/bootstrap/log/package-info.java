/** In place of the one class of Kamon's agent that woven classes refer to. */
@NullMarked
package kanela.agent.bootstrap.log;

import org.jspecify.annotations.NullMarked;
