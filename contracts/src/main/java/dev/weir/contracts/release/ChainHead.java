package dev.weir.contracts.release;

import dev.weir.contracts.text.Sha256;

/**
 * How far a chain of signed entries goes: a year of the transfer ledger, or the log of reveals.
 *
 * @param chain its folder in the warehouse, such as {@code ledger/centre/2026}
 * @param entries how many
 * @param sha256 of the last one's bytes, 64 lower-case hex digits
 */
public record ChainHead(String chain, long entries, String sha256) {

    public ChainHead {
        if (entries < 1) {
            throw new IllegalArgumentException("A chain without an entry has no head");
        }
        Sha256.require(sha256);
    }
}
