/** Tests of the demo's parts; the demo itself is run as users run it. */
@NullMarked
package io.novacron.demo;

import org.jspecify.annotations.NullMarked;
