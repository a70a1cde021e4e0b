/**
 * Weaving ahead of time: {@link io.novacron.weave.Weaver} has Kamon's agent change Pekko's classes
 * when this module is built and keeps them; {@link io.novacron.weave.Woven} has a JVM use them (ADR
 * 13).
 */
@NullMarked
package io.novacron.weave;

import org.jspecify.annotations.NullMarked;
