/**
 * A real guest for QEMU, made of Debian packages without root, loop devices or network: kernel,
 * busybox, files of packages as page cache, and a program that writes to memory as a database does
 * (src/main/guest/oltp.c). To run one, open {@link io.novacron.bench.guest.OltpGuest}; to capture
 * some for {@code bench hde}, {@link io.novacron.bench.guest.GuestCapture}.
 */
@NullMarked
package io.novacron.bench.guest;

import org.jspecify.annotations.NullMarked;
