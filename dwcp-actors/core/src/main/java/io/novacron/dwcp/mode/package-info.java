/**
 * How far a node's peers are, judged from what was measured: {@link
 * io.novacron.dwcp.mode.ModeJudge} has the rules and their numbers, {@link
 * io.novacron.dwcp.mode.Standing} keeps a decision from flapping. Nothing here measures or knows
 * the time; docs/adr/0011-modes.md says why the rules are as they are.
 */
@NullMarked
package io.novacron.dwcp.mode;

import org.jspecify.annotations.NullMarked;
