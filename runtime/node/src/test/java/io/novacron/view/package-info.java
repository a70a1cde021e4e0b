@org.jspecify.annotations.NullMarked
package io.novacron.view;
