package dev.weir.jobs.release.storage;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.StorageOpener;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens storages in S3. Hadoop is loaded for these alone. */
public final class S3Opener implements StorageOpener {

    private static final String HADOOP = "spark.hadoop.";

    @Override
    public boolean include(ReleaseStore store) {
        return store.isS3();
    }

    @Override
    public LogStorage open(Workspace workspace) {
        Profile profile = workspace.profile();
        return new S3Storage(profile.storage().releases().address(), hadoop(profile));
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
