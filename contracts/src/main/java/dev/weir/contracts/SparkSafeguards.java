package dev.weir.contracts;

import dev.weir.contracts.settings.SparkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The settings of Spark that what the documents promise rests on: clear values lie on a disk and pass over a network only
 * encrypted, and no value and no password is in a log. One list, for the profile that is read and for the session that has started, from wherever it took its settings.
 */
public final class SparkSafeguards {

    private static final String ENCRYPTED =
            "rows spill to local disk and are shuffled through it before they are masked; without it they lie there in the clear";
    private static final String ANOTHER_SHUFFLE =
            "Spark's own shuffle keeps rows encrypted; another one may keep them in the clear, on this machine or elsewhere";
    private static final String ON_THE_WAY =
            "tasks run in other processes: the keys of masks and of encrypted files travel to them, and rows in the clear"
                    + " between them; Spark encrypts that on its way only with this setting";
    private static final String HEAP_DUMP = "a heap dump is a file with clear values in it";

    private static final List<Safeguard> ALL = List.of(
            new Safeguard(
                    "spark.io.encryption.enabled",
                    "false",
                    value -> !value.equalsIgnoreCase("true"),
                    ENCRYPTED,
                    "take it out of the profile, which needs none; start a Spark of your own with it set to true"),
            new Safeguard(
                    "spark.io.crypto.cipher.transformation",
                    "AES/CTR/NoPadding",
                    value -> !value.equals("AES/CTR/NoPadding"),
                    "it is what Spark encrypts with what it spills, and Weir's promise is AES in counter mode",
                    "take it out"),
            new Safeguard(
                    "spark.shuffle.manager",
                    "sort",
                    value -> !Set.of("sort", "tungsten-sort", "org.apache.spark.shuffle.sort.SortShuffleManager")
                            .contains(value),
                    ANOTHER_SHUFFLE,
                    "take it out"),
            new Safeguard(
                    "spark.shuffle.sort.io.plugin.class",
                    "org.apache.spark.shuffle.sort.io.LocalDiskShuffleDataIO",
                    value -> !value.equals("org.apache.spark.shuffle.sort.io.LocalDiskShuffleDataIO"),
                    ANOTHER_SHUFFLE,
                    "take it out"),
            new Safeguard(
                    "spark.log.level",
                    "INFO",
                    value -> Set.of("ALL", "TRACE", "DEBUG").contains(value.toUpperCase(Locale.ROOT)),
                    "at this level libraries write what they send and read into the log, rows among it",
                    "write INFO or a quieter one, or take it out"),
            new Safeguard(
                    "spark.redaction.regex",
                    "(?i)secret|password|token|access[.]?key",
                    SparkSafeguards::showsSecrets,
                    "it hides passwords of storage in the event log, in Spark's pages and in messages",
                    "have it find 'secret', 'password', 'token', 'access.key' and 'accesskey' anywhere in a name, in capitals too, as"
                            + " '(?i)secret|password|token|access[.]?key' does; or take it out"),
            heapDump("spark.driver.extraJavaOptions"),
            heapDump("spark.driver.defaultJavaOptions"),
            heapDump("spark.executor.extraJavaOptions"),
            heapDump("spark.executor.defaultJavaOptions"),
            heapDump("spark.executorEnv.JAVA_TOOL_OPTIONS"),
            heapDump("spark.executorEnv.JDK_JAVA_OPTIONS"),
            heapDump("spark.executorEnv._JAVA_OPTIONS"));

    /** Asked for where tasks run in other processes than the driver. */
    private static final List<Safeguard> BETWEEN_PROCESSES = List.of(
            new Safeguard(
                    "spark.authenticate",
                    "false",
                    value -> !value.equalsIgnoreCase("true"),
                    ON_THE_WAY,
                    "set it to true, with a secret of your own in 'spark.authenticate.secret' where the cluster makes none (YARN"
                            + " and Kubernetes make one); or run on one machine, with 'spark.master' = 'local[*]'"),
            new Safeguard(
                    "spark.network.crypto.enabled",
                    "false",
                    value -> !value.equalsIgnoreCase("true"),
                    ON_THE_WAY,
                    "set it to true; or run on one machine, with 'spark.master' = 'local[*]'"),
            new Safeguard(
                    "spark.network.crypto.saslFallback",
                    "true",
                    value -> !value.equalsIgnoreCase("false"),
                    "where a connection cannot be encrypted, Spark then goes on without",
                    "set it to false, as Weir does where it starts Spark"));

    /** What dumps memory, runs a command that may, or reads further options from a file. */
    private static final Pattern DUMPS =
            Pattern.compile("\\+HeapDump|-XX:OnOutOfMemoryError|-XX:OnError|-XX:Flags=|VMOptionsFile|(?:^|\\s)@");

    /** Names under which credentials stand in settings, environments and system properties, as those who read them spell them. */
    private static final List<String> SECRETS = List.of(
            "spark.authenticate.secret",
            "spark.hadoop.fs.s3a.access.key",
            "spark.hadoop.fs.s3a.secret.key",
            "spark.hadoop.fs.s3a.session.token",
            "spark.hadoop.fs.s3a.bucket.records.secret.key",
            "spark.hadoop.fs.oss.accessKeySecret",
            "spark.hadoop.javax.jdo.option.ConnectionPassword",
            "spark.ssl.keyPassword",
            "spark.ssl.keyStorePassword",
            "spark.executorEnv.AWS_SECRET_ACCESS_KEY",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "PGPASSWORD",
            "WEIR_KEY_PASSWORD",
            "aws.accessKeyId",
            "aws.secretAccessKey",
            "javax.net.ssl.trustStorePassword");

    private SparkSafeguards() {}

    private record Safeguard(String setting, String otherwise, Predicate<String> weak, String why, String remedy) {}

    private static Safeguard heapDump(String setting) {
        return new Safeguard(
                setting,
                "",
                value -> DUMPS.matcher(value).find(),
                HEAP_DUMP,
                "take -XX:+HeapDump…, -XX:OnOutOfMemoryError, -XX:OnError and options from files out of it");
    }

    private static boolean showsSecrets(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return !SECRETS.stream().allMatch(name -> pattern.matcher(name).find());
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    /** Why a value of a setting weakens what is promised, and what to do; empty where it does not. */
    public static Optional<SparkSettings.Refusal> refusal(String setting, String value) {
        return ALL.stream()
                .filter(safeguard -> safeguard.setting.equals(setting) && safeguard.weak.test(value))
                .findFirst()
                .map(safeguard -> new SparkSettings.Refusal(safeguard.why, safeguard.remedy));
    }

    /** What a session lacks that has these settings; nothing where all holds. */
    public static List<Problem> lacking(Map<String, String> settings) {
        List<Problem> lacking = new ArrayList<>(lacking(ALL, settings));
        lacking.addAll(lackingBetweenProcesses(settings));
        return List.copyOf(lacking);
    }

    /** What a session lacks to send secrets to tasks in other processes; nothing where they run in its own. */
    public static List<Problem> lackingBetweenProcesses(Map<String, String> settings) {
        return inOneProcess(settings) ? List.of() : lacking(BETWEEN_PROCESSES, settings);
    }

    /** Whether a Spark with these settings has its tasks in the driver's own process. */
    public static boolean inOneProcess(Map<String, String> settings) {
        String master = settings.getOrDefault("spark.master", "local");
        return master.equals("local") || master.startsWith("local[");
    }

    private static List<Problem> lacking(List<Safeguard> safeguards, Map<String, String> settings) {
        List<Problem> lacking = new ArrayList<>();
        for (Safeguard safeguard : safeguards) {
            String value = settings.getOrDefault(safeguard.setting, safeguard.otherwise);
            if (safeguard.weak.test(value)) {
                lacking.add(new Problem(
                        Code.INVALID_VALUE,
                        Place.of("the Spark session"),
                        "Spark runs with '" + safeguard.setting + "' = '" + value + "'",
                        safeguard.why,
                        safeguard.remedy
                                + "; it comes from spark-submit, spark-defaults.conf, the environment or the program"
                                + " that started Spark"));
            }
        }
        return List.copyOf(lacking);
    }

    public static List<String> settings() {
        return Stream.concat(ALL.stream(), BETWEEN_PROCESSES.stream())
                .map(Safeguard::setting)
                .toList();
    }
}
