/**
 * Takes migration streams of hypervisors apart, so that their pages can be coded against what the
 * other side has: {@link io.novacron.dwcp.hde.stream.QemuStream} for QEMU (docs/hde.md). What is
 * not understood passes through, so whatever is said of a stream, its bytes are all there. To add a
 * hypervisor write the {@link io.novacron.dwcp.hde.stream.Step}s of its grammar.
 */
@NullMarked
package io.novacron.dwcp.hde.stream;

import org.jspecify.annotations.NullMarked;
