/** Tests of the doctor: judgements on made-up figures, and what real faults make it say. */
@NullMarked
package io.novacron.doctor;

import org.jspecify.annotations.NullMarked;
