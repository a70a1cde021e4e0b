/**
 * Whether a node would start on this machine, and what to do where it would not. A {@link
 * io.novacron.doctor.Check} measures and hands its figures to judgements that need no machine. To
 * add one, write it and list it in {@link io.novacron.doctor.Checks}.
 */
@NullMarked
package io.novacron.doctor;

import org.jspecify.annotations.NullMarked;
