/** What is made, and what is said about what cannot be used. */
@NullMarked
package io.novacron.pki;

import org.jspecify.annotations.NullMarked;
