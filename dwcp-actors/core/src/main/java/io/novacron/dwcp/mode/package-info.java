/**
 * How far away the other nodes are, as one of three modes, judged from what was measured. Nothing
 * here has a thread, a clock or a socket. To change a threshold open {@link
 * io.novacron.dwcp.mode.ModeJudge}; why they are as they are is in ADR 11.
 */
@NullMarked
package io.novacron.dwcp.mode;

import org.jspecify.annotations.NullMarked;
