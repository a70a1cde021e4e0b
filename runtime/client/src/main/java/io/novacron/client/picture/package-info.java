/** Pictures of what the API tells: one SVG file each, which needs nothing besides to be shown. */
@NullMarked
package io.novacron.client.picture;

import org.jspecify.annotations.NullMarked;
