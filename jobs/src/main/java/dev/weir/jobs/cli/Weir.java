package dev.weir.jobs.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
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
        versionProvider = WeirVersion.class,
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
            "'weir explain CODE' explains any code that a message carries."
        })
public final class Weir implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show stack traces, for a report of a fault of Weir's own.")
    @SuppressWarnings("UnusedVariable") // read from the arguments, where a failing parse can be told as well
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

    private Weir(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        AlikeEverywhere.begin();
        ProcessError.install();
        Terminal terminal = Terminal.ofProcess();
        int status;
        try {
            status = commandLine(terminal).execute(arguments);
        } catch (Error e) { // the command line handles exceptions alone
            status = new Failures(terminal).tell(e, List.of(arguments)).status();
        }
        terminal.out().flush();
        terminal.err().flush();
        System.exit(status);
    }

    /** The whole command line, speaking on the given terminal. */
    static CommandLine commandLine(Terminal terminal) {
        Failures failures = new Failures(terminal);
        CommandLine weir = new CommandLine(new Weir(terminal))
                .addSubcommand(new InitCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new PlanCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new BacktestCommand(terminal))
                .addSubcommand(new SuggestCommand(terminal))
                .addSubcommand(new ClassifyCommand(terminal))
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new ReleasesCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new ShowCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new TagCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new PinCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new ReadCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new EvidenceCommand(terminal))
                .addSubcommand(new RerunCommand(terminal))
                .addSubcommand(new CleanCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new RollbackCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new RelocateCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new WaiveCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new QualityCommand(terminal))
                .addSubcommand(new HistoryCommand(terminal))
                .addSubcommand(
                        new CommandLine(new QuarantineCommand(terminal)).addSubcommand(new RetryCommand(terminal)))
                .addSubcommand(new KeysCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new LawCommand(terminal))
                .addSubcommand(new GateCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new RevealCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new LedgerCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new DemoCommand(terminal));
        weir.getSubcommands().values().forEach(Weir::withHelp);
        return weir.addSubcommand("completion", new AutoComplete.GenerateCompletion())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(terminal.out().raw()))
                .setErr(writer(terminal.err().raw()))
                .setColorScheme(Help.defaultColorScheme(terminal.outColour()))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static void withHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.getSubcommands().values().forEach(Weir::withHelp);
    }

    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, terminal.out().raw(), terminal.outColour());
        return dev.weir.contracts.ExitCode.DONE.status();
    }
}
