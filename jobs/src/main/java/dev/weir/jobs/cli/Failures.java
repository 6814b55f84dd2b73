package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What people see when a command fails, and the exit status that tools see. Stack traces only with {@code --debug}. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean debug = parsed.originalArgs().contains("--debug");
        return tell(failure, debug ? Detail.WITH_STACK_TRACE : Detail.MESSAGE_ONLY)
                .status();
    }

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        terminal.say("@|bold,red " + Code.USAGE.id() + "|@  " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, Weir.writer(terminal.err()));
        terminal.say("'" + command.getCommandSpec().qualifiedName() + " --help' shows how it is meant.");
        if (Arrays.asList(arguments).contains("--debug")) {
            failure.printStackTrace(terminal.err());
        }
        return ExitCode.CONTRACT.status();
    }

    /** Whether the stack trace is shown. */
    enum Detail {
        MESSAGE_ONLY,
        WITH_STACK_TRACE
    }

    /** Prints the failure and says how the process ends. */
    ExitCode tell(Throwable failure, Detail detail) {
        ExitCode exit;
        if (failure instanceof ProblemsException problems) {
            problems.problems().forEach(this::print);
            exit = problems.exit();
        } else {
            String cause = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            terminal.err().println(Code.INTERNAL.id() + "  " + firstLine(cause));
            terminal.say("This is a fault of Weir's own; run again with --debug for the stack trace, and report it.");
            exit = ExitCode.INTERNAL;
        }
        if (detail == Detail.WITH_STACK_TRACE) {
            failure.printStackTrace(terminal.err());
        }
        return exit;
    }

    private void print(Problem problem) {
        // Texts may hold the markup's own signs, so only the fixed parts are coloured.
        terminal.err()
                .println(terminal.errColour()
                                .string("@|bold " + plain(problem.place().toString()) + "|@  @|bold,red "
                                        + problem.code().id() + "|@  ")
                        + problem.what() + "; " + problem.why() + "; " + problem.remedy());
    }

    private static String plain(String text) {
        return text.replace("|@", "| @");
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
