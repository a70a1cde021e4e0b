/**
 * The one configuration of a node: a schema that names every key, sources laid over each other, and
 * faults that say where they are. Nothing here knows what a key is for; the schema does (ADR 7).
 */
@NullMarked
package io.novacron.config;

import org.jspecify.annotations.NullMarked;
