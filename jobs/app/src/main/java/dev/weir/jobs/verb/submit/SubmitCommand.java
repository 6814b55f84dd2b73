package dev.weir.jobs.verb.submit;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.DriverFiles;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.SubmittedProcess;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

@Command(
        name = "submit",
        customSynopsis = "weir submit [--dry-run] [--app JAR] [OPTIONS OF spark-submit --] COMMAND",
        description = {
            "Run a command of Weir on a cluster, by spark-submit.",
            "The profile of the command's workspace says where: spark.master, spark.submit.deployMode (client or cluster),",
            "and what Spark may take. Options of spark-submit may stand before '--'. In both deploy modes the command's",
            "output comes here, and its exit code is the exit code. SPARK_HOME names the Spark that submits; without it",
            "Weir's own does.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir submit run clinical --profile prod",
            "  weir submit --dry-run run clinical --profile prod              what would be started",
            "  weir submit --executor-memory 8g --num-executors 20 -- run clinical --profile prod",
            "  weir submit --app local:///opt/weir/weir-app.jar -- run --all --profile prod    in an image of Kubernetes",
        })
public final class SubmitCommand implements Callable<Integer> {

    private static final String SEPARATOR = "--";

    private final Terminal terminal;
    private final Function<List<String>, CommandLine> commands;

    @Option(names = "--dry-run", description = "Print the command line of spark-submit, and start nothing.")
    private boolean dryRun;

    @Option(
            names = "--app",
            paramLabel = "JAR",
            description =
                    "Weir's jar, as a path or an address that the cluster can read; by default weir-app.jar of the build.")
    private @Nullable String application;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "What Weir is to do there, such as run clinical.")
    private List<String> words = List.of();

    /** @param commands Weir's command line for the words of a command */
    public SubmitCommand(Terminal terminal, Function<List<String>, CommandLine> commands) {
        this.terminal = terminal;
        this.commands = commands;
    }

    /** The submitted command alone reads the words behind its name. */
    public CommandLine line() {
        return new CommandLine(this)
                .setStopAtPositional(true)
                .setUnmatchedOptionsArePositionalParams(true)
                .setEndOfOptionsDelimiter("\0");
    }

    @Override
    public Integer call() {
        int split = words.indexOf(SEPARATOR);
        if (split < 0 && !words.isEmpty() && words.get(0).startsWith("-")) {
            throw usage(
                    "'" + words.get(0) + "' stands without '--' behind it",
                    "options of spark-submit end at '--', where Weir's command begins",
                    "write such as weir submit --master yarn -- run clinical");
        }
        List<String> command = words.subList(split + 1, words.size());
        List<String> given = new ArrayList<>(words.subList(0, Math.max(split, 0)));
        boolean dry = given.remove("--dry-run") || dryRun; // it may stand behind options of others
        SubmitOptions options = SubmitOptions.of(given);
        WorkspaceOption workspace = workspaceOf(command);
        Path root = workspace.root();
        DriverFiles driver = DriverFiles.of(root);
        Submission submission = new Submission(
                workspace.named().settings().profile().spark(),
                options,
                SparkInstallation.of(System.getenv(), home(), Path.of(System.getProperty("java.home"), "bin", "java")),
                new Submission.Application(application(), added(System.getenv())),
                driverOptions(),
                in(root, command),
                driver.folder());
        SparkCommand spark = SparkCommand.of(submission);
        if (dry) {
            terminal.result(workspace
                    .filled()
                    .asWritten(spark.words().stream().map(SubmitCommand::quoted).collect(Collectors.joining(" "))));
            return ExitCode.DONE.status();
        }
        SubmittedProcess process = new SubmittedProcess(spark.words(), spark.environment(), terminal);
        return SparkCommand.onCluster(submission) ? process.following(driver) : process.asDriver();
    }

    /** The command is read here first: a slip of the pen costs no driver. */
    private WorkspaceOption workspaceOf(List<String> command) {
        if (command.isEmpty()) {
            throw usage(
                    "No command is named", "something has to be run there", "write such as weir submit run clinical");
        }
        ParseResult parsed = commands.apply(command).parseArgs(command.toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        CommandSpec spec = parsed.commandSpec();
        Class<?> type = spec.userObject().getClass();
        if (type.getName().startsWith("dev.weir.") && !type.isAnnotationPresent(RequiresEngine.class)) {
            throw usage(
                    "'" + spec.name() + "' starts no Spark",
                    "it has nothing to do on a cluster",
                    "run it as it is: weir " + String.join(" ", command));
        }
        return spec.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(WorkspaceOption.class::isInstance)
                .map(WorkspaceOption.class::cast)
                .findFirst()
                .orElseThrow(() -> usage(
                        "'" + spec.name() + "' is about no workspace",
                        "the cluster is named by a workspace's profile",
                        "submit a command that has --workspace"));
    }

    /** The command with the workspace's whole path: a driver on a cluster begins in a folder of its own. */
    private static List<String> in(Path root, List<String> command) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            String word = command.get(i);
            if (word.equals("-w") || word.equals("--workspace")) {
                i++;
            } else if (!word.startsWith("--workspace=") && !(word.startsWith("-w") && !word.startsWith("--"))) {
                all.add(word);
            }
        }
        all.add("--workspace=" + root);
        return all;
    }

    private static Path home() {
        return Path.of(System.getProperty("weir.home", ""));
    }

    private String application() {
        if (application != null) {
            return application;
        }
        Path jar = SparkInstallation.built(home()).resolve("weir-app.jar");
        if (!Files.isRegularFile(jar)) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(jar.toString()),
                    "'" + jar + "' is not there",
                    "it is what a cluster runs",
                    "build Weir: ./mvnw package -Dmaven.test.skip=true; or name the one that lies beside a release with --app");
        }
        return jar.toString();
    }

    /** Jars of {@code WEIR_CLASSPATH}. */
    private static List<String> added(Map<String, String> environment) {
        List<String> jars = new ArrayList<>();
        for (String entry : environment.getOrDefault("WEIR_CLASSPATH", "").split(Pattern.quote(File.pathSeparator))) {
            if (entry.endsWith("/*")) {
                try (Stream<Path> files = Files.list(Path.of(entry.substring(0, entry.length() - 2)))) {
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .forEach(file -> jars.add(file.toAbsolutePath().toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException("'" + entry + "' of WEIR_CLASSPATH cannot be read", e);
                }
            } else if (!entry.isBlank()) {
                if (Files.isDirectory(Path.of(entry))) {
                    throw usage(
                            "WEIR_CLASSPATH names the folder '" + entry + "'",
                            "Spark ships jars, and no folder of classes",
                            "pack its classes into a jar");
                }
                jars.add(Path.of(entry).toAbsolutePath().toString());
            }
        }
        return jars;
    }

    /** As the launcher starts Java. Spark's own list of packages to open does not reach a driver in standalone's cluster mode. */
    private static List<String> driverOptions() {
        List<String> options = new ArrayList<>(List.of("-Dfile.encoding=UTF-8"));
        SparkInstallation.javaOptions(home()).stream()
                .filter(option -> option.startsWith("--add-"))
                .forEach(options::add);
        Stream.of("weir.terminal.out", "weir.terminal.err")
                .filter(Boolean::getBoolean)
                .forEach(property -> options.add("-D" + property + "=true"));
        return options;
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static ProblemsException usage(String what, String why, String remedy) {
        return ProblemsException.usage("weir submit", what, why, remedy);
    }
}
