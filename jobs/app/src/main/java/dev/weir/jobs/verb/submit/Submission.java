package dev.weir.jobs.verb.submit;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command of Weir that is to run where Spark runs.
 *
 * @param profile settings of Spark of the workspace's profile
 * @param options of {@code spark-submit}
 * @param spark which submits
 * @param application what is shipped
 * @param driverOptions of the driver's Java
 * @param words Weir's command
 * @param driverFolder the folder in which a driver of the cluster leaves what it says
 */
public record Submission(
        Map<String, String> profile,
        SubmitOptions options,
        SparkInstallation spark,
        Application application,
        List<String> driverOptions,
        List<String> words,
        Path driverFolder) {

    public Submission {
        profile = Collections.unmodifiableMap(new LinkedHashMap<>(profile));
        driverOptions = List.copyOf(driverOptions);
        words = List.copyOf(words);
    }

    /**
     * What is shipped.
     *
     * @param jar Weir's, as {@code spark-submit} takes it: a path or an address
     * @param added the user's own jars
     */
    public record Application(String jar, List<String> added) {
        public Application {
            added = List.copyOf(added);
        }
    }
}
