package io.novacron.node;

import io.novacron.init.ComponentSpec;
import java.util.Optional;

/**
 * A component in a plan.
 *
 * @param seconds that it is expected to work; empty when that is not known
 */
record PlannedComponent(ComponentSpec spec, Optional<Double> seconds) {}
