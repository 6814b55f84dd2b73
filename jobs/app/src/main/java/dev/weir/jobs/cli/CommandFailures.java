package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.cli.terminal.ErrorJson;
import dev.weir.jobs.cli.terminal.FailureProblems;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.engine.watch.RunStoppedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * What people see when a command fails, on standard error; what tools see: the exit status, and the problems as JSON on
 * standard output where the command was asked for JSON. Stack traces only with {@code --debug}, without values of rows.
 */
final class CommandFailures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    private static final Pattern CHOICE = Pattern.compile(
            "(?<option>Invalid value for [^:]*): expected one of"
                    + " \\[(?<choices>[^]]*)] \\(case-insensitive\\) but was '(?<word>.*)'",
            Pattern.DOTALL);
    private static final Pattern WHOLE = Pattern.compile(" is not an? (long|int)$");

    private final Terminal terminal;

    CommandFailures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof RunStoppedException stopped) {
            terminal.say(String.valueOf(stopped.getMessage()));
            return stopped.signal().status();
        }
        Exception reported = failure instanceof ProblemsException problems ? asWritten(problems, command) : failure;
        return print(reported, parsed.originalArgs()).status();
    }

    /** No value of the environment is in a message: what {@code weir.yaml} took from it is shown as it is written there. */
    private static ProblemsException asWritten(ProblemsException problems, CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .map(mixin -> mixin.userObject())
                .filter(WorkspaceOption.class::isInstance)
                .map(option -> ((WorkspaceOption) option).filled().asWritten(problems))
                .findFirst()
                .orElse(problems);
    }

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        Optional<String> unknown = unknownCommand(failure);
        String what = unknown.orElseGet(() -> plain(String.valueOf(failure.getMessage())));
        String name = command.getCommandSpec().qualifiedName();
        terminal.say("@|bold,red " + Code.USAGE.id() + "|@  " + what);
        if (unknown.isEmpty()) {
            CommandLine.UnmatchedArgumentException.printSuggestions(
                    failure, Weir.writer(terminal.err().raw()));
        }
        terminal.say("See '" + name + " --help' for usage.");
        return end(
                        failure,
                        List.of(new Problem(
                                Code.USAGE,
                                Place.of(name),
                                what,
                                "the command line was not understood",
                                "See '" + name + " --help' for usage.")),
                        List.of(arguments))
                .status();
    }

    /** The parser takes the name of a command that is none for an argument too many. */
    private static Optional<String> unknownCommand(CommandLine.ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        Set<String> known = command.getSubcommands().keySet();
        if (!(failure instanceof CommandLine.UnmatchedArgumentException unmatched)
                || command.getParent() != null
                || known.isEmpty()) {
            return Optional.empty();
        }
        return unmatched.getUnmatched().stream()
                .findFirst()
                .filter(word -> !word.startsWith("-"))
                .map(word -> "There is no command '" + word + "'"
                        + NearestName.to(word, known)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""));
    }

    /** The parser's message, without words of Java. */
    private static String plain(String message) {
        Matcher choice = CHOICE.matcher(message);
        return choice.matches()
                ? choice.group("option") + ": '" + choice.group("word") + "' is none of "
                        + choice.group("choices").toLowerCase(Locale.ROOT)
                : WHOLE.matcher(message).replaceFirst(" is no whole number");
    }

    /** Prints the failure of a command with these arguments, and returns the exit status of the process. */
    ExitCode print(Throwable failure, List<String> arguments) {
        List<Problem> problems = FailureProblems.of(failure);
        if (!FailureProblems.isOwnFault(failure)) {
            problems.forEach(terminal::problem);
            return end(failure, problems, arguments);
        }
        if (isEnding()) { // what the command works with is closed meanwhile
            terminal.say("Stopped, since the process was asked to end.");
            return new ProblemsException(problems).exit();
        }
        terminal.err().println(Code.INTERNAL.id() + "  " + problems.get(0).what());
        terminal.say("This is a fault of Weir's own; run again with --debug for the stack trace, and report it.");
        return end(failure, problems, arguments);
    }

    /** Whether the machine is going down, as it does after a signal: it takes no hook any more then. */
    private static boolean isEnding() {
        Thread none = new Thread(Thread::yield);
        try {
            Runtime.getRuntime().addShutdownHook(none);
            Runtime.getRuntime().removeShutdownHook(none);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** With {@code --output json} the problems go to standard output, unless the result stands there already. */
    private ExitCode end(Throwable failure, List<Problem> problems, List<String> arguments) {
        if (OutputOption.asksForJson(arguments) && !terminal.out().hasPrinted()) {
            terminal.json(ErrorJson.print(problems));
        }
        if (arguments.contains("--debug")) {
            FailureTrace.print(failure, terminal.err());
        }
        return new ProblemsException(problems).exit();
    }
}
