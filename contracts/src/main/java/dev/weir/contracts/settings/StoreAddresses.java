package dev.weir.contracts.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.Installed;
import java.util.List;
import java.util.Optional;

/**
 * Where a release log may lie beside Weir's own places. Who opens such an address says so, and is found by
 * {@link java.util.ServiceLoader}, so that {@code weir.yaml} is checked before anything is opened.
 */
public interface StoreAddresses {

    /** Whether a release log may lie there, judged by the address alone. */
    boolean include(ReleaseStore store);

    /**
     * Who opens an address; empty where nobody does.
     *
     * @throws ProblemsException C005 when two do, C014 when one cannot be loaded
     */
    static Optional<StoreAddresses> of(ReleaseStore store) {
        List<StoreAddresses> found = Installed.all(StoreAddresses.class, "a release store").stream()
                .filter(addresses -> addresses.include(store))
                .toList();
        if (found.size() > 1) {
            throw ProblemsException.of(
                    Code.DUPLICATE_NAME,
                    Installed.services(StoreAddresses.class),
                    "there are two release stores for one address",
                    found.get(0).getClass().getName() + " and "
                            + found.get(1).getClass().getName() + " take it",
                    "take one out of the class path");
        }
        return found.stream().findFirst();
    }
}
