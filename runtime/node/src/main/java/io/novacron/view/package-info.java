/**
 * The read side of the control plane: what the journal says, as rows that lists are read from. The
 * rows hold the same records that the entities hold, folded from the same events. To change what a
 * list shows, open {@link io.novacron.view.Views}; what is written, {@link
 * io.novacron.view.ViewProjection}.
 */
@NullMarked
package io.novacron.view;

import org.jspecify.annotations.NullMarked;
