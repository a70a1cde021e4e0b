/**
 * A client of the REST API for programs that do not join the cluster: the JDK's HttpClient and
 * Jackson, nothing else. It knows several nodes and goes on with the next one when one does not
 * answer, and it repeats a request only where that is safe. To add a call, open the class of its
 * noun, such as {@link io.novacron.client.Vms}; to change how requests are sent and repeated, open
 * {@code Transport}.
 */
@NullMarked
package io.novacron.client;

import org.jspecify.annotations.NullMarked;
