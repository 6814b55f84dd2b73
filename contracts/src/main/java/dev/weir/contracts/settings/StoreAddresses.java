package dev.weir.contracts.settings;

/**
 * Where a release log may lie beside Weir's own places. Who opens such an address says so, and is found by
 * {@link java.util.ServiceLoader}, so that {@code weir.yaml} is checked before anything is opened.
 */
public interface StoreAddresses {

    /** Whether a release log may lie there, judged by the address alone. */
    boolean include(ReleaseStore store);
}
