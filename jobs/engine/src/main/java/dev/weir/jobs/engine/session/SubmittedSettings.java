package dev.weir.jobs.engine.session;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code spark-submit} has set already, where a profile sets the same. */
final class SubmittedSettings {

    /** Of these {@code spark-submit} has begun the list: Weir's own jar is in it. */
    private static final Set<String> LISTS = Set.of("spark.jars", "spark.files", "spark.archives");

    static final String SECRET = "spark.authenticate.secret";

    private SubmittedSettings() {}

    /** The profile's value, and whatever stands in such a list already. */
    static String with(String name, String value) {
        String begun = LISTS.contains(name) ? System.getProperty(name, "") : "";
        if (begun.isEmpty()) {
            return value;
        }
        Set<String> all = new LinkedHashSet<>(Arrays.asList(begun.split(",")));
        all.addAll(Arrays.asList(value.split(",")));
        return String.join(",", all);
    }

    /** The secret that Spark's standalone cluster gives a driver in its environment, and takes out of its settings. */
    static Optional<String> secret(Map<String, String> profile) {
        return profile.containsKey(SECRET) || System.getProperty(SECRET) != null
                ? Optional.empty()
                : Optional.ofNullable(System.getenv("_SPARK_AUTH_SECRET"));
    }
}
