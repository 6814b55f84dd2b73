package dev.weir.jobs.release.storage;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.StorageOpener;
import dev.weir.releases.warehouse.WarehouseOpener;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens release logs and warehouses in S3. Hadoop is loaded for these alone. */
public final class S3Opener implements StorageOpener, WarehouseOpener {

    private static final String HADOOP = "spark.hadoop.";

    @Override
    public boolean include(ReleaseStore store) {
        return store.isS3();
    }

    @Override
    public LogStorage open(Workspace workspace) {
        return at(workspace.profile().storage().releases().address(), workspace);
    }

    @Override
    public String scheme() {
        return "s3a://";
    }

    @Override
    public FileStorage at(String address, Workspace workspace) {
        return new S3Storage(address, hadoop(workspace.profile()));
    }

    /** The profile's settings for Spark's Hadoop hold for this one, too. */
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
