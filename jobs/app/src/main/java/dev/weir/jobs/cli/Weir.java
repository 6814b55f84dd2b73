package dev.weir.jobs.cli;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.EventStream;
import dev.weir.jobs.cli.terminal.FilteredStderr;
import dev.weir.jobs.cli.terminal.FixedLocaleAndZone;
import dev.weir.jobs.cli.terminal.ProgressOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.verb.authoring.AddCommand;
import dev.weir.jobs.verb.authoring.BacktestCommand;
import dev.weir.jobs.verb.authoring.ClassifyCommand;
import dev.weir.jobs.verb.authoring.DocsCommand;
import dev.weir.jobs.verb.authoring.ExplainCommand;
import dev.weir.jobs.verb.authoring.InitCommand;
import dev.weir.jobs.verb.authoring.PlanCommand;
import dev.weir.jobs.verb.authoring.SuggestCommand;
import dev.weir.jobs.verb.authoring.ValidateCommand;
import dev.weir.jobs.verb.authoring.WaiveCommand;
import dev.weir.jobs.verb.law.ApproveCommand;
import dev.weir.jobs.verb.law.ExportCommand;
import dev.weir.jobs.verb.law.GateCommand;
import dev.weir.jobs.verb.law.LawCommand;
import dev.weir.jobs.verb.law.LedgerCommand;
import dev.weir.jobs.verb.law.RevealCommand;
import dev.weir.jobs.verb.lineage.ImpactCommand;
import dev.weir.jobs.verb.lineage.LineageCommand;
import dev.weir.jobs.verb.lineage.ReplayCommand;
import dev.weir.jobs.verb.proof.EvidenceCommand;
import dev.weir.jobs.verb.proof.KeysCommand;
import dev.weir.jobs.verb.proof.VerifyCommand;
import dev.weir.jobs.verb.released.CatalogueCommand;
import dev.weir.jobs.verb.released.DiffCommand;
import dev.weir.jobs.verb.released.FairCommand;
import dev.weir.jobs.verb.released.HistoryCommand;
import dev.weir.jobs.verb.released.NamesCommand;
import dev.weir.jobs.verb.released.PinCommand;
import dev.weir.jobs.verb.released.QualityCommand;
import dev.weir.jobs.verb.released.ReadCommand;
import dev.weir.jobs.verb.released.ReleasesCommand;
import dev.weir.jobs.verb.released.ShowCommand;
import dev.weir.jobs.verb.released.SiteCommand;
import dev.weir.jobs.verb.released.TagCommand;
import dev.weir.jobs.verb.released.VerifyDescriptionCommand;
import dev.weir.jobs.verb.run.CheckCommand;
import dev.weir.jobs.verb.run.DemoCommand;
import dev.weir.jobs.verb.run.PreviewCommand;
import dev.weir.jobs.verb.run.QuarantineCommand;
import dev.weir.jobs.verb.run.RerunCommand;
import dev.weir.jobs.verb.run.RetryCommand;
import dev.weir.jobs.verb.run.RollbackCommand;
import dev.weir.jobs.verb.run.RunCommand;
import dev.weir.jobs.verb.submit.SubmitCommand;
import dev.weir.jobs.verb.upkeep.CleanCommand;
import dev.weir.jobs.verb.upkeep.CompactCommand;
import dev.weir.jobs.verb.upkeep.DoctorCommand;
import dev.weir.jobs.verb.upkeep.MetricsCommand;
import dev.weir.jobs.verb.upkeep.NoticesCommand;
import dev.weir.jobs.verb.upkeep.RelocateCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code weir}. */
@Command(
        name = "weir",
        description = {
            "",
            "Raw files in, governed data products out.",
            "",
        },
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Weir.Version.class,
        footerHeading = "%n@|bold First steps|@%n",
        footer = {
            "  weir demo                     two products from raw files to releases, with a report",
            "  weir init my-workspace        a workspace of your own",
            "  weir validate                 everything that is wrong in it, at once",
            "  weir plan clinical --explain  what a run will do, and why",
            "  weir check clinical           what the rules say of the sources as they lie; nothing is released",
            "  weir run clinical             a release, or the reasons why there is none",
            "",
            "Exit codes: 0 released or nothing to do, 1 internal, 2 contract or usage, 3 quality, 4 compliance,",
            "5 conflict, 6 source or storage; a run that SIGINT or SIGTERM stops undoes its work and ends with 130 or 143.",
            "'weir explain CODE' explains any code that a message carries; 'weir docs' lists the pages of the documentation."
        })
public final class Weir implements Callable<Integer> {

    /** By name, in the order in which the help lists them. */
    private static final Map<String, Function<Terminal, CommandLine>> SUBCOMMANDS = subcommands();

    private final Terminal terminal;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show stack traces, for a report of a fault of Weir's own.")
    @SuppressWarnings("UnusedVariable") // read from the arguments, where a failing parse can be reported as well
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli answers it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show Weir's version.")
    @SuppressWarnings("UnusedVariable") // picocli answers it
    private boolean version;

    /** The version that the build has written into the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"weir " + WeirVersion.number()};
        }
    }

    private Weir(Terminal terminal) {
        this.terminal = terminal;
    }

    private static Map<String, Function<Terminal, CommandLine>> subcommands() {
        Map<String, Function<Terminal, CommandLine>> all = new LinkedHashMap<>();
        all.put("init", terminal -> new CommandLine(new InitCommand(terminal)));
        all.put("add", terminal -> new CommandLine(new AddCommand(terminal)));
        all.put("validate", terminal -> new CommandLine(new ValidateCommand(terminal)));
        all.put("plan", terminal -> new CommandLine(new PlanCommand(terminal)));
        all.put("suggest", terminal -> new CommandLine(new SuggestCommand(terminal)));
        all.put("classify", terminal -> new CommandLine(new ClassifyCommand(terminal)));
        all.put("waive", terminal -> new CommandLine(new WaiveCommand(terminal, Clock.systemUTC())));
        all.put("explain", terminal -> new CommandLine(new ExplainCommand(terminal)));
        all.put("docs", terminal -> new CommandLine(new DocsCommand(terminal)));
        all.put("preview", terminal -> new CommandLine(new PreviewCommand(terminal)));
        all.put("check", terminal -> new CommandLine(new CheckCommand(terminal)));
        all.put("backtest", terminal -> new CommandLine(new BacktestCommand(terminal)));
        all.put("run", terminal -> new CommandLine(new RunCommand(terminal)));
        all.put("submit", terminal -> new SubmitCommand(terminal, words -> commandLine(terminal, words)).line());
        all.put(
                "quarantine",
                terminal -> new CommandLine(new QuarantineCommand(terminal)).addSubcommand(new RetryCommand(terminal)));
        all.put("rerun", terminal -> new CommandLine(new RerunCommand(terminal)));
        all.put("rollback", terminal -> new CommandLine(new RollbackCommand(terminal, Clock.systemUTC())));
        all.put("demo", terminal -> new CommandLine(new DemoCommand(terminal)));
        all.put("releases", terminal -> new CommandLine(new ReleasesCommand(terminal, Clock.systemUTC())));
        all.put("show", terminal -> new CommandLine(new ShowCommand(terminal, Clock.systemUTC())));
        all.put(
                "catalogue",
                terminal -> new CommandLine(new CatalogueCommand(terminal, Clock.systemUTC()))
                        .addSubcommand("verify", new VerifyDescriptionCommand(terminal)));
        all.put("fair", terminal -> new CommandLine(new FairCommand(terminal, Clock.systemUTC())));
        all.put("site", terminal -> new CommandLine(new SiteCommand(terminal, Clock.systemUTC())));
        all.put("tag", terminal -> new CommandLine(new TagCommand(terminal, Clock.systemUTC())));
        all.put("pin", terminal -> new CommandLine(new PinCommand(terminal, Clock.systemUTC())));
        all.put("read", terminal -> new CommandLine(new ReadCommand(terminal)));
        all.put("diff", terminal -> new CommandLine(new DiffCommand(terminal)));
        all.put("quality", terminal -> new CommandLine(new QualityCommand(terminal)));
        all.put("history", terminal -> new CommandLine(new HistoryCommand(terminal)));
        all.put(
                "lineage",
                terminal -> new CommandLine(new LineageCommand(terminal)).addSubcommand(new ReplayCommand(terminal)));
        all.put("impact", terminal -> new CommandLine(new ImpactCommand(terminal)));
        all.put("verify", terminal -> new CommandLine(new VerifyCommand(terminal)));
        all.put("evidence", terminal -> new CommandLine(new EvidenceCommand(terminal)));
        all.put("keys", terminal -> new CommandLine(new KeysCommand(terminal, Clock.systemUTC())));
        all.put("law", terminal -> new CommandLine(new LawCommand(terminal)));
        all.put("gate", terminal -> new CommandLine(new GateCommand(terminal, Clock.systemUTC())));
        all.put("export", terminal -> new CommandLine(new ExportCommand(terminal)));
        all.put("ledger", terminal -> new CommandLine(new LedgerCommand(terminal, Clock.systemUTC())));
        all.put("reveal", terminal -> new CommandLine(new RevealCommand(terminal, Clock.systemUTC())));
        all.put("approve", terminal -> new CommandLine(new ApproveCommand(terminal, Clock.systemUTC())));
        all.put("doctor", terminal -> new CommandLine(new DoctorCommand(terminal)));
        all.put("metrics", terminal -> new CommandLine(new MetricsCommand(terminal, Clock.systemUTC())));
        all.put("notices", terminal -> new CommandLine(new NoticesCommand(terminal, Clock.systemUTC())));
        all.put("clean", terminal -> new CommandLine(new CleanCommand(terminal, Clock.systemUTC())));
        all.put("compact", terminal -> new CommandLine(new CompactCommand(terminal, Clock.systemUTC())));
        all.put("relocate", terminal -> new CommandLine(new RelocateCommand(terminal)));
        all.put("names", terminal -> new CommandLine(new NamesCommand(terminal)));
        return Collections.unmodifiableMap(all);
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        FixedLocaleAndZone.begin();
        FilteredStderr.install();
        end(execute(Terminal.ofProcess(), List.of(arguments)));
    }

    /** Where a command with these arguments speaks: standard error may be asked to be events. */
    static Terminal spoken(Terminal process, List<String> arguments) {
        return ProgressOption.asksForEvents(arguments) ? EventStream.of(process, Clock.systemUTC()) : process;
    }

    /** Runs a command, whatever befalls it; gives its exit status. */
    static int execute(Terminal process, List<String> arguments) {
        Terminal terminal = spoken(process, arguments);
        WarmUp.begin(arguments);
        int status;
        try {
            status = commandLine(terminal, arguments).execute(arguments.toArray(String[]::new));
        } catch (Error | RuntimeException e) { // the command line handles exceptions, once it is made
            status = new CommandFailures(terminal).print(e, arguments).status();
        }
        terminal.out().flush();
        terminal.err().flush();
        return status;
    }

    /** Ends the process. YARN takes a driver of its own that calls exit for one that failed, whatever its status. */
    static void end(int status) {
        boolean driverOfYarn = "yarn".equals(System.getProperty("spark.master"))
                && "cluster".equals(System.getProperty("spark.submit.deployMode"));
        if (status != ExitCode.DONE.status() || !driverOfYarn) {
            System.exit(status);
        }
    }

    /**
     * The whole command line, speaking on the given terminal.
     *
     * @throws ProblemsException when a command of others cannot be used
     */
    public static CommandLine commandLine(Terminal terminal) {
        return commandLine(
                terminal, name -> true, AddedCommands.on(terminal, names()).all());
    }

    /** The command line without the commands of others. */
    static CommandLine ownCommands(Terminal terminal) {
        return commandLine(terminal, name -> true, List.of());
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(SUBCOMMANDS.keySet());
        names.add(CompletionCommand.NAME);
        return names;
    }

    /**
     * The command line for these arguments. To make one out of its annotations takes picocli a few milliseconds for each
     * command, so where they name a command it is made with that one alone.
     *
     * @throws ProblemsException when they name none that can be used, and a command of others cannot; where they ask for help, it
     *     comes all the same
     */
    static CommandLine commandLine(Terminal terminal, List<String> arguments) {
        Optional<String> named =
                arguments.stream().filter(argument -> !argument.startsWith("-")).findFirst();
        if (named.filter(SUBCOMMANDS::containsKey).isPresent()) {
            return commandLine(terminal, named.get()::equals, List.of());
        }
        AddedCommands added = AddedCommands.on(terminal, names());
        boolean isThere = named.isEmpty()
                || names().contains(named.get())
                || added.commands().stream()
                        .anyMatch(command -> command.getCommandName().equals(named.get()));
        added.problems().stream().filter(problem -> isThere).forEach(terminal::problem);
        return commandLine(terminal, name -> true, isThere ? added.commands() : added.all());
    }

    private static CommandLine commandLine(Terminal terminal, Predicate<String> wanted, List<CommandLine> added) {
        CommandFailures failures = new CommandFailures(terminal);
        CommandLine weir = new CommandLine(new Weir(terminal));
        SUBCOMMANDS.forEach((name, made) -> {
            if (wanted.test(name)) {
                weir.addSubcommand(withHelp(made.apply(terminal)));
            }
        });
        added.forEach(command -> weir.addSubcommand(withHelp(command)));
        if (wanted.test(CompletionCommand.NAME)) {
            weir.addSubcommand(withHelp(new CommandLine(new CompletionCommand(terminal))));
        }
        weir.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        weir.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpGroup::list);
        return weir.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(terminal.out().raw()))
                .setErr(writer(terminal.err().raw()))
                .setColorScheme(Help.defaultColorScheme(terminal.outColour()))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110)
                .setExecutionStrategy(new PersonalDataInOptions())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static CommandLine withHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("-h") == null
                && command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help.")
                            .build());
        }
        command.getSubcommands().values().forEach(Weir::withHelp);
        return command;
    }

    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, terminal.out().raw(), terminal.outColour());
        return ExitCode.DONE.status();
    }
}
