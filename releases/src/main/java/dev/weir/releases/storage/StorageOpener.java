package dev.weir.releases.storage;

import dev.weir.contracts.settings.Profile;

/**
 * Opens storages of a kind that takes more than is on this module's class path. Each is found by
 * {@link java.util.ServiceLoader}, by a line in {@code META-INF/services/dev.weir.releases.storage.StorageOpener}.
 */
public interface StorageOpener {

    /** Whether it opens what has such an address. */
    boolean opens(String address);

    /**
     * Opens a storage.
     *
     * @param address one that it {@link #opens}
     * @param profile of the workspace, with what it says to the engine
     * @throws NoClassDefFoundError when this process was started without what it takes
     */
    LogStorage open(String address, Profile profile);
}
