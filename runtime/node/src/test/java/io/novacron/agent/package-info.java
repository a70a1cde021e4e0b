/** Tests of the agent's parts with simulated guests. */
@NullMarked
package io.novacron.agent;

import org.jspecify.annotations.NullMarked;
