package dev.weir.privacy.keys;

/**
 * What a guess at a password costs a thief of the file: iterations of PBKDF2 as OWASP's Password Storage Cheat Sheet asks for
 * (as of 2023), and the length that NIST SP 800-63B-4 (2025, 3.1.1.2) asks for where a password stands alone.
 */
final class PasswordCost {

    /** PBKDF2 with HMAC-SHA-512. */
    static final int SHA512 = 210_000;

    /** PBKDF2 with HMAC-SHA-256. */
    static final int SHA256 = 600_000;

    /** Of the derivation of PKCS#12 itself (RFC 7292, B.2), which hashes once where PBKDF2 hashes twice. */
    static final int PKCS12_MAC = 2 * SHA256;

    /** Characters. */
    static final int LENGTH = 15;

    private PasswordCost() {}
}
