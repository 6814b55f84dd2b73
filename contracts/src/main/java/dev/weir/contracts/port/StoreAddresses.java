package dev.weir.contracts.port;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.ReleaseStore;
import java.util.Optional;

/**
 * Where a release log may lie beside Weir's own places. An opener of such addresses is found by
 * {@link java.util.ServiceLoader}, so that {@code weir.yaml} is checked before anything is opened.
 */
public interface StoreAddresses {

    /** Whether a release log may lie there, judged by the address alone. */
    boolean include(ReleaseStore store);

    /**
     * Who takes an address; empty where none does.
     *
     * @throws ProblemsException C005 when two take it, C014 when one on the class path cannot be loaded
     */
    static Optional<StoreAddresses> of(ReleaseStore store) {
        return InstalledPlugins.only(
                StoreAddresses.class,
                "release stores for one address",
                InstalledPlugins.all(StoreAddresses.class, "a release store"),
                addresses -> addresses.include(store));
    }
}
