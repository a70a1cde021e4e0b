/**
 * Tests of the client against a real HTTP server of the JDK that answers by script. The server is
 * {@code FakeServer}; nothing of the client is replaced. To add a test of a noun, open its class's
 * test, such as {@code VmsTest}.
 */
@NullMarked
package io.novacron.client;

import org.jspecify.annotations.NullMarked;
