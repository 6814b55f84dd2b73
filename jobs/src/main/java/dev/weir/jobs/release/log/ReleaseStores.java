package dev.weir.jobs.release.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.jobs.release.storage.LocalStorage;
import dev.weir.jobs.release.storage.LogStorage;
import dev.weir.jobs.release.storage.S3Storage;
import dev.weir.jobs.release.storage.SqlStorage;
import dev.weir.jobs.release.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens the store that a workspace's profile names for its release log. Hadoop is loaded for S3 alone. */
final class ReleaseStores {

    private static final String HADOOP = "spark.hadoop.";
    private static final String SQLITE = "jdbc:sqlite:";

    private ReleaseStores() {}

    static LogStorage of(Workspace workspace) {
        ReleaseStore store = workspace.profile().releases();
        if (store.isWarehouse()) {
            return new LocalStorage(Warehouse.of(workspace).releases());
        }
        if (store.isDatabase()) {
            return new SqlStorage(inWorkspace(store.address(), workspace.root()), store.user(), store.password());
        }
        try {
            return new S3Storage(store.address(), hadoop(workspace.profile()));
        } catch (NoClassDefFoundError e) {
            throw new ProblemsException(
                    List.of(new Problem(
                            Code.UNSUPPORTED,
                            Place.of("weir.yaml"),
                            "The release log in '" + store.address() + "' cannot be opened by this command",
                            "it was started without Hadoop, which S3 takes",
                            "Start it with the launcher 'weir', in the workspace or with --workspace.")),
                    e);
        }
    }

    /** SQLite's file lies in the workspace, wherever the command was called. */
    private static String inWorkspace(String address, Path root) {
        return address.startsWith(SQLITE)
                ? SQLITE + root.toAbsolutePath().resolve(address.substring(SQLITE.length()))
                : address;
    }

    /** What the profile says to Spark's Hadoop, it says to this one. */
    private static Map<String, String> hadoop(Profile profile) {
        Map<String, String> settings = new LinkedHashMap<>();
        profile.spark().forEach((key, value) -> {
            if (key.startsWith(HADOOP)) {
                settings.put(key.substring(HADOOP.length()), value);
            }
        });
        return settings;
    }
}
