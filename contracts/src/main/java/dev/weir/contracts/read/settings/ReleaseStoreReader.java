package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.port.Installed;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.contracts.settings.StoreAddresses;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;

/** Reads {@code releases} of a profile: where the release log lies. A password is a variable, never written. */
final class ReleaseStoreReader {

    private static final String STORE = "store";
    private static final String USER = "user";
    private static final String PASSWORD = "password";

    private ReleaseStoreReader() {}

    static ReleaseStore read(YamlMap releases, Environment environment, Problems problems) {
        String address = environment.fill(releases, STORE, "").strip();
        if (!releases.has(STORE)) {
            return ReleaseStore.WAREHOUSE;
        }
        ReleaseStore store = new ReleaseStore(address, Optional.empty(), Optional.empty());
        if (!isOpened(store)) {
            problems.add(
                    Code.INVALID_VALUE,
                    releases.placeOf(STORE),
                    "releases cannot be kept in '" + DatabaseAccess.shown(releases.textOrEmpty(STORE)) + "'",
                    address.startsWith("s3:")
                            ? "Hadoop's own scheme for S3 is s3a"
                            : "a release log lies in S3 (s3a://), in PostgreSQL or in SQLite (jdbc:)",
                    "write s3a://bucket/prefix or jdbc:postgresql://host/database, or leave 'releases' out: then it"
                            + " lies in the warehouse");
            return ReleaseStore.WAREHOUSE;
        }
        if (DatabaseAccess.isOpen(releases, STORE, address, "the release log", problems)) {
            return ReleaseStore.WAREHOUSE;
        }
        for (String key : new String[] {USER, PASSWORD}) {
            if (releases.has(key) && (store.isS3() || address.startsWith("jdbc:sqlite:"))) {
                problems.add(
                        Code.INVALID_VALUE,
                        releases.placeOf(key),
                        "'" + key + "' is nothing to '" + DatabaseAccess.shown(releases.textOrEmpty(STORE)) + "'",
                        store.isS3() ? "S3 takes its credentials as Hadoop does" : "SQLite's file has no users",
                        store.isS3()
                                ? "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or spark.hadoop.fs.s3a.… under"
                                        + " 'spark'"
                                : "take it out");
            }
        }
        return new ReleaseStore(address, value(releases, USER, environment), password(releases, environment, problems));
    }

    private static boolean isOpened(ReleaseStore store) {
        return store.isS3()
                || store.isDatabase()
                || Installed.all(StoreAddresses.class, "a release store").stream()
                        .anyMatch(addresses -> addresses.include(store));
    }

    private static Optional<String> value(YamlMap releases, String key, Environment environment) {
        return releases.has(key) ? Optional.of(environment.fill(releases, key, "")) : Optional.empty();
    }

    private static Optional<String> password(YamlMap releases, Environment environment, Problems problems) {
        return DatabaseAccess.isVariable(releases, PASSWORD, "the release log", "${WEIR_RELEASES_PASSWORD}", problems)
                ? value(releases, PASSWORD, environment)
                : Optional.empty();
    }
}
