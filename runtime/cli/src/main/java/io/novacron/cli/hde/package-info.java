/**
 * HDE on files: {@code novacron hde encode|decode|diff}, a program of its own, since it computes
 * rather than asks. To add a command open {@link io.novacron.cli.hde.HdeMain}.
 */
@NullMarked
package io.novacron.cli.hde;

import org.jspecify.annotations.NullMarked;
