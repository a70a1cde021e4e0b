/**
 * The command line: each verb of the API as a command over {@link io.novacron.client}. A command
 * turns words into one call and hands the answer to {@code Output}; nothing here decides about VMs.
 * To add a verb, open the class of its noun, such as {@code VmCommands}; to change how answers
 * look, open {@code Tables}; to change exit codes, open {@code Failures}.
 */
@NullMarked
package io.novacron.cli;

import org.jspecify.annotations.NullMarked;
