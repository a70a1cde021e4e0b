/** Tests of the pictures. */
@NullMarked
package io.novacron.client.picture;

import org.jspecify.annotations.NullMarked;
