package dev.weir.contracts.read.contract;

/** Whose contract is read. */
public enum ContractSide {
    SOURCE,
    PRODUCT
}
