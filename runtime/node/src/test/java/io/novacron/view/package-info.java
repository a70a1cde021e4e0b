@NullMarked
package io.novacron.view;

import org.jspecify.annotations.NullMarked;
