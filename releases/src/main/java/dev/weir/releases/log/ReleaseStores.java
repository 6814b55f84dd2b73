package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.port.StoreAddresses;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.SqlStorage;
import dev.weir.releases.storage.StorageOpener;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the store that a workspace's profile names for its release log. What takes Hadoop is opened by others. */
final class ReleaseStores {

    private static final String SQLITE = "jdbc:sqlite:";

    private ReleaseStores() {}

    static LogStorage of(Workspace workspace) {
        ReleaseStore store = workspace.profile().storage().releases();
        if (store.isWarehouse()) {
            return Warehouse.of(workspace).releases();
        }
        if (store.isDatabase()) {
            return new SqlStorage(inWorkspace(store.address(), workspace.root()), store.user(), store.password());
        }
        try {
            StoreAddresses found = StoreAddresses.of(store).orElseThrow(() -> unopened(store, null));
            if (found instanceof StorageOpener opener) {
                return opener.open(workspace);
            }
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    InstalledPlugins.services(StoreAddresses.class),
                    found.getClass().getName() + " takes the address of the release log, and cannot open it",
                    "it is no " + StorageOpener.class.getName(),
                    "take its jar out of the class path, or have it mended");
        } catch (NoClassDefFoundError e) {
            throw unopened(store, e);
        }
    }

    private static ProblemsException unopened(ReleaseStore store, @Nullable NoClassDefFoundError cause) {
        return ProblemsException.of(
                Code.UNSUPPORTED,
                Place.of("weir.yaml"),
                "The release log in '" + store.address() + "' cannot be opened by this command",
                "it was started without " + (store.isS3() ? "Hadoop, which S3 takes" : "what such an address takes"),
                "Start it with the launcher 'weir', in the workspace or with --workspace.",
                cause);
    }

    /** SQLite's file lies in the workspace, wherever the command was called. */
    private static String inWorkspace(String address, Path root) {
        return address.startsWith(SQLITE)
                ? SQLITE + root.toAbsolutePath().resolve(address.substring(SQLITE.length()))
                : address;
    }
}
