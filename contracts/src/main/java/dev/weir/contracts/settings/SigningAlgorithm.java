package dev.weir.contracts.settings;

import dev.weir.contracts.text.Word;

/** How releases are signed. */
public enum SigningAlgorithm implements Word {
    /** Ed25519 (RFC 8032): the bytes themselves are signed. */
    ED25519,
    /** SM2 with SM3 (GB/T 32918.2), on the curve of GB/T 32918.5, for the user id {@code 1234567812345678}. */
    SM2
}
