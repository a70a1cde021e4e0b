/**
 * What all APIs of a node share: the table of problems. {@link io.novacron.api.ProblemCode} has
 * every code of docs/api.md, {@link io.novacron.api.Problems} says which one a failure is and what
 * to do about it. To add a code, add it there and to docs/api.md; to change an advice, open {@code
 * Advice}.
 */
@NullMarked
package io.novacron.api;

import org.jspecify.annotations.NullMarked;
