@NullMarked
package io.novacron.config;

import org.jspecify.annotations.NullMarked;
