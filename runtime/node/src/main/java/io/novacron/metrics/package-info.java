/**
 * What a node counts and measures, in the form Prometheus reads. {@link
 * io.novacron.metrics.Metrics} is the one registry of a node, handed to whoever has something to
 * tell; the REST API serves it. To add a figure, register it where the thing it counts lives; to
 * change how all of them are written, open {@code Metrics}.
 */
@NullMarked
package io.novacron.metrics;

import org.jspecify.annotations.NullMarked;
