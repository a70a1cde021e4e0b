/**
 * Makes certificates: {@code CertificateAuthority} signs, {@code PkiFolder} keeps them on disk.
 * What a certificate holds is decided in {@code CertificateAuthority}.
 */
@NullMarked
package io.novacron.pki;

import org.jspecify.annotations.NullMarked;
