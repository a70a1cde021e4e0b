/**
 * Tests of the command line as a person uses it: words in, text and an exit code out, against a
 * real HTTP server that answers by script. Nothing of the program is replaced. To add a test, take
 * {@code Cli}, and the server's script from {@code FakeServer}.
 */
@NullMarked
package io.novacron.cli;

import org.jspecify.annotations.NullMarked;
