/** Tests. */
@NullMarked
package io.novacron.api.rest;

import org.jspecify.annotations.NullMarked;
