/**
 * Synthetic images for {@code bench hde}: memory of guests, disks and state, made of nothing but
 * seeds, the same bytes on any machine. What they are like is in docs/hde.md; to change what a
 * guest holds, open {@link io.novacron.bench.corpus.GuestImage}.
 */
@NullMarked
package io.novacron.bench.corpus;

import org.jspecify.annotations.NullMarked;
