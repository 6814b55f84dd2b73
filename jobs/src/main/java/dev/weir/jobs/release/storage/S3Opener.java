package dev.weir.jobs.release.storage;

import dev.weir.contracts.settings.Profile;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.StorageOpener;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens storages in S3. Hadoop is loaded for these alone. */
public final class S3Opener implements StorageOpener {

    private static final String HADOOP = "spark.hadoop.";

    @Override
    public boolean opens(String address) {
        return address.startsWith("s3a://");
    }

    @Override
    public LogStorage open(String address, Profile profile) {
        return new S3Storage(address, hadoop(profile));
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
