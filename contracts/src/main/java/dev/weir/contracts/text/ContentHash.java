package dev.weir.contracts.text;

/** How a workspace's releases hash their rows; docs/content-hash.md. */
public enum ContentHash {
    /** {@code sha256-sum}: safe against accident, at little cost; what is taken when nothing is said. */
    SHA256_SUM,
    /** {@code lthash}: resists those who may choose rows as well. */
    LTHASH
}
