/**
 * Images that a node has seen, on its disk: last checkpoints of VMs that have left, and base
 * images, so that what comes back costs only its difference (docs/hde.md). {@link
 * io.novacron.dwcp.hde.store.ContentStore} is the way in. To change what lies in a file open {@link
 * io.novacron.dwcp.hde.store.EntryHead}, to change what goes first {@link
 * io.novacron.dwcp.hde.store.Worth}.
 */
@NullMarked
package io.novacron.dwcp.hde.store;

import org.jspecify.annotations.NullMarked;
