/**
 * TLS material as it lies on disk: {@code TlsMaterial} reads and judges it, {@code LiveTls} makes
 * contexts of it that follow the files. To add a kind of fault, see {@code Judgement}.
 */
@NullMarked
package io.novacron.tls;

import org.jspecify.annotations.NullMarked;
