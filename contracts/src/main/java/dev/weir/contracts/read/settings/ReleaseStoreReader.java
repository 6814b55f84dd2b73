package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code releases} of a profile: where the release log lies. A password is a variable, never written. */
final class ReleaseStoreReader {

    private static final String STORE = "store";
    private static final String USER = "user";
    private static final String PASSWORD = "password";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-)?}");
    private static final Pattern S3 = Pattern.compile("s3a://[a-z0-9][a-z0-9.-]+(/[A-Za-z0-9._=-]+)*/?");
    private static final Pattern DATABASE = Pattern.compile("jdbc:(postgresql|sqlite):\\S+");
    private static final Pattern SECRET = Pattern.compile("[?&;](password|user|sslpassword)=|//[^/@]+@");

    private ReleaseStoreReader() {}

    static ReleaseStore read(YamlMap releases, Environment environment, Problems problems) {
        String address = environment.fill(releases, STORE, "").strip();
        if (!releases.has(STORE)) {
            return ReleaseStore.WAREHOUSE;
        }
        if (!S3.matcher(address).matches() && !DATABASE.matcher(address).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    releases.placeOf(STORE),
                    "releases cannot be kept in '" + shown(releases.textOrEmpty(STORE)) + "'",
                    address.startsWith("s3:")
                            ? "Hadoop's own scheme for S3 is s3a"
                            : "a release log lies in S3 (s3a://), in PostgreSQL or in SQLite (jdbc:)",
                    "write s3a://bucket/prefix or jdbc:postgresql://host/database, or leave 'releases' out: then it"
                            + " lies in the warehouse");
            return ReleaseStore.WAREHOUSE;
        }
        if (SECRET.matcher(address).find()) {
            problems.add(
                    Code.INVALID_VALUE,
                    releases.placeOf(STORE),
                    "the address of the release log names a user",
                    "an address is shown in messages",
                    "write 'user' and 'password' beside 'store'; a password that stood here is spent: change it");
            return ReleaseStore.WAREHOUSE;
        }
        for (String key : new String[] {USER, PASSWORD}) {
            if (releases.has(key) && !address.startsWith("jdbc:postgresql:")) {
                problems.add(
                        Code.INVALID_VALUE,
                        releases.placeOf(key),
                        "'" + key + "' is nothing to '" + shown(releases.textOrEmpty(STORE)) + "'",
                        address.startsWith("s3a:")
                                ? "S3 takes its credentials as Hadoop does"
                                : "SQLite's file has no users",
                        address.startsWith("s3a:")
                                ? "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or spark.hadoop.fs.s3a.… under"
                                        + " 'spark'"
                                : "take it out");
            }
        }
        return new ReleaseStore(address, value(releases, USER, environment), password(releases, environment, problems));
    }

    private static Optional<String> value(YamlMap releases, String key, Environment environment) {
        return releases.has(key) ? Optional.of(environment.fill(releases, key, "")) : Optional.empty();
    }

    private static Optional<String> password(YamlMap releases, Environment environment, Problems problems) {
        Optional<YamlScalar> written = releases.scalar(PASSWORD);
        if (written.isPresent()
                && !VARIABLE.matcher(written.get().text().strip()).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    releases.placeOf(PASSWORD),
                    "the password of the release log is no variable",
                    "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                    "write password: \"${WEIR_RELEASES_PASSWORD}\" and set that variable; a password that stood here is"
                            + " spent: change it");
            return Optional.empty();
        }
        return value(releases, PASSWORD, environment);
    }

    /** What a person wrote, without what may be secret in it. */
    private static String shown(String address) {
        int end = address.toLowerCase(Locale.ROOT).indexOf("?");
        return (end < 0 ? address : address.substring(0, end)).replaceAll("//[^/@]+@", "//…@");
    }
}
