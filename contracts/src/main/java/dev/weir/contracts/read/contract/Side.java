package dev.weir.contracts.read.contract;

/** Whose contract is read. */
public enum Side {
    SOURCE,
    PRODUCT
}
