package dev.weir.contracts.read;

/** Whose contract is read. */
enum Side {
    SOURCE,
    PRODUCT
}
