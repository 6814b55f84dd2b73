package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What people see when a command fails, and the exit status that tools see. Stack traces only with {@code --debug}. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    private static final Pattern CHOICE = Pattern.compile(
            "(?<option>Invalid value for [^:]*): expected one of"
                    + " \\[(?<choices>[^]]*)] \\(case-insensitive\\) but was '(?<word>.*)'",
            Pattern.DOTALL);
    private static final Pattern WHOLE = Pattern.compile(" is not an? (long|int)$");

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return tell(failure, parsed.originalArgs()).status();
    }

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        terminal.say("@|bold,red " + Code.USAGE.id() + "|@  " + plain(String.valueOf(failure.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, Weir.writer(terminal.err()));
        terminal.say("'" + command.getCommandSpec().qualifiedName() + " --help' shows how it is meant.");
        if (Arrays.asList(arguments).contains("--debug")) {
            failure.printStackTrace(terminal.err());
        }
        return ExitCode.CONTRACT.status();
    }

    /** What the parser says, without words of Java. */
    private static String plain(String message) {
        Matcher choice = CHOICE.matcher(message);
        return choice.matches()
                ? choice.group("option") + ": '" + choice.group("word") + "' is none of "
                        + choice.group("choices").toLowerCase(Locale.ROOT)
                : WHOLE.matcher(message).replaceFirst(" is no whole number");
    }

    /** Prints the failure of a command with these arguments, and says how the process ends. */
    ExitCode tell(Throwable failure, List<String> arguments) {
        ExitCode exit;
        if (failure instanceof ProblemsException problems) {
            problems.problems().forEach(terminal::problem);
            exit = problems.exit();
        } else {
            terminal.err().println(Code.INTERNAL.id() + "  " + words(failure));
            terminal.say("This is a fault of Weir's own; run again with --debug for the stack trace, and report it.");
            exit = ExitCode.INTERNAL;
        }
        if (arguments.contains("--debug")) {
            failure.printStackTrace(terminal.err());
        }
        return exit;
    }

    /** Our own words, or the kind of failure alone: what a library says may hold values of rows. */
    private static String words(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        boolean ours = trace.length > 0 && trace[0].getClassName().startsWith("dev.weir.");
        String message = failure.getMessage();
        return ours && message != null
                ? firstLine(message)
                : "Something ended with " + failure.getClass().getName();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
