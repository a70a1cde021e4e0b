/**
 * A node's content store, looked at and tidied: {@code novacron store stats|list|verify|prune}, on
 * its folder; no node is asked. To add a command open {@link io.novacron.cli.store.StoreMain}.
 */
@NullMarked
package io.novacron.cli.store;

import org.jspecify.annotations.NullMarked;
