package dev.weir.jobs.verb.submit;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Options of {@code spark-submit} as they were written. Those that stand for a setting are taken for it, so that they can be
 * compared with a profile's; the others go on as they are.
 *
 * @param settings by their names, such as {@code spark.executor.memory}
 * @param others options that stand for no setting, in their order
 * @see <a href="https://spark.apache.org/docs/3.5.6/submitting-applications.html">Submitting Applications</a>
 */
public record SubmitOptions(Map<String, String> settings, List<String> others) {

    /** Each option that stands for a setting. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("--master", SparkCommand.MASTER),
            Map.entry("--deploy-mode", SparkCommand.DEPLOY_MODE),
            Map.entry("--name", "spark.app.name"),
            Map.entry("--jars", SparkCommand.JARS),
            Map.entry("--files", "spark.files"),
            Map.entry("--archives", "spark.archives"),
            Map.entry("--packages", "spark.jars.packages"),
            Map.entry("--exclude-packages", "spark.jars.excludes"),
            Map.entry("--repositories", "spark.jars.repositories"),
            Map.entry("--driver-memory", SparkCommand.DRIVER_MEMORY),
            Map.entry("--driver-java-options", SparkCommand.DRIVER_JAVA),
            Map.entry("--driver-library-path", "spark.driver.extraLibraryPath"),
            Map.entry("--driver-class-path", SparkCommand.DRIVER_CLASS_PATH),
            Map.entry("--driver-cores", "spark.driver.cores"),
            Map.entry("--executor-memory", "spark.executor.memory"),
            Map.entry("--executor-cores", "spark.executor.cores"),
            Map.entry("--num-executors", "spark.executor.instances"),
            Map.entry("--total-executor-cores", "spark.cores.max"),
            Map.entry("--queue", "spark.yarn.queue"),
            Map.entry("--principal", "spark.kerberos.principal"),
            Map.entry("--keytab", "spark.kerberos.keytab"));

    private static final Set<String> CONF = Set.of("--conf", "-c");
    private static final Set<String> WITHOUT_VALUE = Set.of("--verbose", "-v");

    /** What would take the place of Weir's own, or do no good. */
    private static final Map<String, String> REFUSED = Map.of(
            "--class", "Weir's class is the one that is started",
            "--supervise",
                    "Spark starts a supervised driver again after each exit code but 0, so a product that a rule holds"
                            + " would run for ever",
            "--kill", "it is about another submission",
            "--status", "it is about another submission",
            "--version", "it starts nothing",
            "--usage-error", "it starts nothing");

    public SubmitOptions {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        others = List.copyOf(others);
    }

    /**
     * Reads them.
     *
     * @throws ProblemsException C020 with every word that cannot be meant
     */
    public static SubmitOptions of(List<String> words) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            if (REFUSED.containsKey(name)) {
                problems.add(usage(
                        "'" + name + "' stands among the options of spark-submit", REFUSED.get(name), "leave it out"));
                continue;
            }
            if (!name.startsWith("-")) {
                problems.add(usage(
                        "'" + word + "' is no option of spark-submit",
                        "options stand before '--', Weir's command behind it",
                        "write such as weir submit --master yarn -- run clinical"));
                continue;
            }
            if (WITHOUT_VALUE.contains(name)) {
                others.add(name);
                continue;
            }
            if (equals < 0 && i + 1 == words.size()) {
                problems.add(usage("'" + name + "' has no value", "it is the last word before '--'", "give it one"));
                continue;
            }
            String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
            if (CONF.contains(name)) {
                int split = value.indexOf('=');
                if (split < 1) {
                    problems.add(usage(
                            "'" + name + " " + value + "' is no setting",
                            "a setting has a name and a value",
                            "write such as --conf spark.executor.memory=4g"));
                    continue;
                }
                put(settings, value.substring(0, split).strip(), value.substring(split + 1), problems);
            } else if (SETTINGS.containsKey(name)) {
                put(settings, SETTINGS.getOrDefault(name, name), value, problems);
            } else {
                others.addAll(List.of(name, value));
            }
        }
        if (Boolean.parseBoolean(settings.get("spark.driver.supervise"))) {
            problems.add(usage(
                    "'spark.driver.supervise' stands among the settings",
                    REFUSED.getOrDefault("--supervise", ""),
                    "leave it out"));
        }
        ProblemsException.throwIfAny(problems);
        return new SubmitOptions(settings, others);
    }

    private static void put(Map<String, String> settings, String name, String value, List<Problem> problems) {
        String before = settings.putIfAbsent(name, value);
        if (before != null && !before.equals(value)) {
            problems.add(usage(
                    "'" + name + "' is set to '" + before + "' and to '" + value + "'",
                    "the options say it twice",
                    "leave one of them out"));
        }
    }

    private static Problem usage(String what, String why, String remedy) {
        return new Problem(Code.USAGE, Place.of("weir submit"), what, why, remedy);
    }
}
