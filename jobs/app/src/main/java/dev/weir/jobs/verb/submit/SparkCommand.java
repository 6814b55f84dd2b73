package dev.weir.jobs.verb.submit;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The command line of {@code spark-submit} for a command of Weir. Settings of the profile come first, with those that the command
 * gives beside them. What is secret in a profile stays out of it, since everybody on a machine sees command lines: the driver
 * reads it in {@code weir.yaml} again.
 *
 * @param words the program first
 * @param environment what the program needs there besides
 */
public record SparkCommand(List<String> words, Map<String, String> environment) {

    static final String MASTER = "spark.master";
    static final String DEPLOY_MODE = "spark.submit.deployMode";
    static final String JARS = "spark.jars";
    static final String DRIVER_JAVA = "spark.driver.extraJavaOptions";
    static final String DRIVER_MEMORY = "spark.driver.memory";
    static final String DRIVER_CLASS_PATH = "spark.driver.extraClassPath";

    private static final String CLUSTER = "cluster";
    private static final String CLIENT_CLASS = "dev.weir.jobs.cli.Weir";
    private static final String CLUSTER_CLASS = "dev.weir.jobs.cli.ClusterDriver";
    private static final String SUBMIT_CLASS = "org.apache.spark.deploy.SparkSubmit";

    private static final String SECRET = "spark.authenticate.secret";

    /** By this variable Spark hands its secret on from process to process. */
    private static final String SECRET_VARIABLE = "_SPARK_AUTH_SECRET";

    /** As Spark hides them in its own pages. */
    private static final Pattern IS_SECRET = Pattern.compile("(?i)secret|password|token|access[.]?key");

    /** Lists: what the options name comes on top of what the profile does. */
    private static final Set<String> LISTS = Set.of(JARS, "spark.files", "spark.archives");

    /** The submitting process waits for the driver's end, in each kind of cluster. */
    private static final List<String> WAITING = List.of(
            "spark.standalone.submit.waitAppCompletion",
            "spark.yarn.submit.waitAppCompletion",
            "spark.kubernetes.submission.waitAppCompletion");

    public SparkCommand {
        words = List.copyOf(words);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * That of a submission.
     *
     * @throws ProblemsException C004 where profile and options say different things, C003 where no master is named
     */
    public static SparkCommand of(Submission submission) {
        Map<String, String> settings = settings(submission);
        boolean cluster = onCluster(submission);
        String master = settings.remove(MASTER);
        if (master == null && submission.spark() instanceof SparkInstallation.OfWeir) {
            throw ProblemsException.of(
                    Code.MISSING_FIELD,
                    Place.of("weir.yaml"),
                    "Nobody says on which cluster",
                    "neither the profile nor the options name a master, and SPARK_HOME names no Spark with a"
                            + " spark-defaults.conf",
                    "write 'spark.master' in the profile's 'spark', or --master before '--'");
        }
        settings.remove(DEPLOY_MODE);
        List<String> words = new ArrayList<>(program(submission, settings, cluster));
        if (master != null) {
            words.addAll(List.of("--master", master));
        }
        words.addAll(List.of("--deploy-mode", cluster ? CLUSTER : "client"));
        words.addAll(List.of("--class", cluster ? CLUSTER_CLASS : CLIENT_CLASS));
        settings.forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
        words.addAll(submission.options().others());
        words.add(submission.application().jar());
        if (cluster) {
            words.add(submission.driverFolder().toString());
        }
        words.addAll(submission.words());
        String secret = submission.profile().get(SECRET);
        return new SparkCommand(words, secret == null ? Map.of() : Map.of(SECRET_VARIABLE, secret));
    }

    /** Whether the driver runs on the cluster, and not here. */
    public static boolean onCluster(Submission submission) {
        return CLUSTER.equals(submission
                .options()
                .settings()
                .getOrDefault(DEPLOY_MODE, submission.profile().getOrDefault(DEPLOY_MODE, "client")));
    }

    private static Map<String, String> settings(Submission submission) {
        Map<String, String> settings = new LinkedHashMap<>();
        submission.profile().forEach((name, value) -> {
            if (!IS_SECRET.matcher(name).find()) {
                settings.put(name, value);
            }
        });
        List<Problem> problems = new ArrayList<>();
        submission.options().settings().forEach((name, value) -> {
            String profile = submission.profile().get(name);
            if (profile == null) {
                settings.put(name, value);
            } else if (LISTS.contains(name)) {
                settings.put(name, joined(profile, value));
            } else if (name.equals(DRIVER_JAVA)) {
                settings.put(name, profile + " " + value);
            } else if (!profile.equals(value)) {
                problems.add(new Problem(
                        Code.INVALID_VALUE,
                        Place.of("weir submit"),
                        "The options set '" + name + "', which the profile sets to something else",
                        "the run would go by the profile",
                        "say it in one place"));
            }
        });
        ProblemsException.throwIfAny(problems);
        if (!submission.application().added().isEmpty()) {
            settings.merge(JARS, String.join(",", submission.application().added()), SparkCommand::joined);
        }
        settings.merge(DRIVER_JAVA, String.join(" ", submission.driverOptions()), (one, own) -> one + " " + own);
        if (onCluster(submission)) {
            WAITING.forEach(name -> settings.put(name, "true"));
        }
        return settings;
    }

    private static String joined(String one, String more) {
        Set<String> all = new LinkedHashSet<>(Arrays.asList(one.split(",")));
        all.addAll(Arrays.asList(more.split(",")));
        return String.join(",", all);
    }

    private static List<String> program(Submission submission, Map<String, String> settings, boolean cluster) {
        if (submission.spark() instanceof SparkInstallation.Home home) {
            return List.of(home.script().toString());
        }
        SparkInstallation.OfWeir own = (SparkInstallation.OfWeir) submission.spark();
        List<String> words = new ArrayList<>(List.of(own.java().toString()));
        words.addAll(own.options());
        String classPath = own.classPath();
        if (cluster) { // it asks and waits
            Path log =
                    submission.driverFolder().resolveSibling("..").normalize().resolve("spark.log");
            words.addAll(List.of("-Xmx256m", "-Dweir.log=" + log));
        } else { // it becomes the driver
            if (settings.containsKey(DRIVER_MEMORY)) {
                words.add("-Xmx" + settings.get(DRIVER_MEMORY));
            }
            words.addAll(
                    Arrays.asList(settings.getOrDefault(DRIVER_JAVA, "").strip().split("\\s+")));
            if (settings.containsKey(DRIVER_CLASS_PATH)) {
                classPath = settings.get(DRIVER_CLASS_PATH) + File.pathSeparator + classPath;
            }
        }
        words.addAll(List.of("-cp", classPath, SUBMIT_CLASS));
        return words;
    }
}
