@NullMarked
package io.novacron.client.resource;

import org.jspecify.annotations.NullMarked;
