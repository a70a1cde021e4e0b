/**
 * The JSON shapes of the REST API, version 1, as records: the server writes them and the client
 * reads them. They carry data only, and their field names are those of docs/api.md. To change a
 * shape, open its record here and docs/api.md; to change how JSON is read or written, open {@link
 * io.novacron.client.resource.Json}.
 */
@NullMarked
package io.novacron.client.resource;

import org.jspecify.annotations.NullMarked;
