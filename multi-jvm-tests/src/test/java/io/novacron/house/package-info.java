/**
 * The rules of the house, held by tests over all modules: which floor may lean on which, what
 * product code keeps off, and how sources look. To change who may use whom, open {@link
 * io.novacron.house.Floors} and the map in docs/ARCHITECTURE.md.
 */
@NullMarked
package io.novacron.house;

import org.jspecify.annotations.NullMarked;
