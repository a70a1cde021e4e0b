@NullMarked
package io.novacron.multijvm.link;

import org.jspecify.annotations.NullMarked;
