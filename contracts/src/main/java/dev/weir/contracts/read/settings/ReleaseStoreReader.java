package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.port.StoreAddresses;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code releases} of a profile: where the release log lies. A password is a variable, never written. */
final class ReleaseStoreReader {

    private static final Pattern DATABASE = Pattern.compile("jdbc:(postgresql|sqlite):\\S+");

    private static final Field<String> STORE = Field.required(
            "store", FieldKinds.SOMETHING, "s3a://bucket/prefix, jdbc:postgresql://host/database or jdbc:sqlite:file.");
    private static final Field<String> USER = Field.optional("user", FieldKinds.SOMETHING, "The database's user.");
    private static final Field<String> PASSWORD = Field.optional(
            "password",
            FieldKinds.SOMETHING,
            "The variable with the user's password, such as ${WEIR_RELEASES_PASSWORD}.");

    static final Shape SHAPE = Shape.of("a profile's releases", WorkspaceFile.PATH, STORE, USER, PASSWORD);

    private ReleaseStoreReader() {}

    static ReleaseStore read(YamlMap releases, Environment environment, Problems problems) {
        String address = environment.fill(releases, STORE, "").strip();
        if (!STORE.isIn(releases)) {
            return ReleaseStore.WAREHOUSE;
        }
        ReleaseStore store = new ReleaseStore(address, Optional.empty(), Optional.empty());
        if (!isOpened(store)) {
            problems.add(
                    Code.INVALID_VALUE,
                    STORE.place(releases),
                    "releases cannot be kept in '" + DatabaseAccess.shown(STORE.or(releases, "")) + "'",
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
        for (Field<String> key : List.of(USER, PASSWORD)) {
            if (key.isIn(releases) && (store.isS3() || address.startsWith("jdbc:sqlite:"))) {
                problems.add(
                        Code.INVALID_VALUE,
                        key.place(releases),
                        "'" + key + "' is nothing to '" + DatabaseAccess.shown(STORE.or(releases, "")) + "'",
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
                || DATABASE.matcher(store.address()).matches()
                || StoreAddresses.of(store).isPresent();
    }

    private static Optional<String> value(YamlMap releases, Field<String> key, Environment environment) {
        return key.isIn(releases) ? Optional.of(environment.fill(releases, key, "")) : Optional.empty();
    }

    private static Optional<String> password(YamlMap releases, Environment environment, Problems problems) {
        return DatabaseAccess.isVariable(releases, PASSWORD, "the release log", "${WEIR_RELEASES_PASSWORD}", problems)
                ? value(releases, PASSWORD, environment)
                : Optional.empty();
    }
}
