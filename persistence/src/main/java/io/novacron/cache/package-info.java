/**
 * What may be forgotten: answers that are kept for a while because they cost something to find.
 * {@link io.novacron.cache.FallbackCache} asks Redis while it answers and this process's memory
 * when it does not; {@link io.novacron.cache.Breaker} decides which. Nothing is ever taken back, so
 * whoever keeps something here has to be content with one that is as old as its time to live, and
 * nothing that decides who owns what may be read from here.
 */
@NullMarked
package io.novacron.cache;

import org.jspecify.annotations.NullMarked;
