/**
 * REST v1 as docs/api.md says. {@link io.novacron.api.rest.RestServer} listens; one {@code Router}
 * looks a request up in a table of routes and sees that each gets an answer in time, a class for
 * each resource does the rest. To change a path, open the {@code …Routes} of its resource; to
 * change what holds for all of them, {@code Router}, {@code Call} and {@code Answers}.
 */
@NullMarked
package io.novacron.api.rest;

import org.jspecify.annotations.NullMarked;
