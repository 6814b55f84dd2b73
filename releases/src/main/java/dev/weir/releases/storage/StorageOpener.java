package dev.weir.releases.storage;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.port.StoreAddresses;

/**
 * Opens the storages at addresses of a kind. Each is found by {@link java.util.ServiceLoader}, by a line in {@code
 * META-INF/services/dev.weir.contracts.port.StoreAddresses}.
 */
public interface StorageOpener extends StoreAddresses {

    /**
     * Opens the storage that a workspace's profile names, which is one of those that it {@link #include includes}.
     *
     * @throws NoClassDefFoundError when this process was started without what it takes
     */
    LogStorage open(Workspace workspace);
}
