package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.base.PersonalText;
import dev.weir.privacy.detect.AuthoredTextScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command unless an option that is kept for good (why, and by whom) holds one person's number or address: signed
 * logs, tags and ledgers go where data may not, and no line can be taken out of them.
 */
final class PersonalDataInOptions implements IExecutionStrategy {

    private static final Set<String> WHY = Set.of("--reason", "--because");
    private static final String WHO = "--by";

    @Override
    public int execute(ParseResult parsed) {
        List<Problem> problems = new ArrayList<>();
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        for (OptionSpec option : command.matchedOptions()) {
            if (WHY.contains(option.longestName()) || option.longestName().equals(WHO)) {
                problem(command, option, String.valueOf(option.<Object>getValue()))
                        .ifPresent(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            CommandLine line = command.commandSpec().commandLine();
            throw new ExecutionException(line, "what would be kept", new ProblemsException(problems));
        }
        return new RunLast().execute(parsed);
    }

    /** The caller may be reached by telephone, as a team or an owner in a file may. */
    private static Optional<Problem> problem(ParseResult command, OptionSpec option, String value) {
        PersonalText personal =
                new AuthoredTextScan(); // not before one is asked for: most commands have nothing to ask
        String key = option.longestName().substring(2);
        return personal.inLine(key + ": " + value)
                .map(what -> new Problem(
                        Code.INVALID_VALUE,
                        Place.of("weir " + command.commandSpec().name() + " " + option.longestName()),
                        "the text holds " + what,
                        "it would be kept for good, and stand where the data may not",
                        "name a case or a ticket, and let that say whom it is about"));
    }
}
