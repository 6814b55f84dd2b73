package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.jobs.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * Commands on the class path that are not Weir's own.
 *
 * @param commands those that can be used
 * @param problems with the others: C005 when one has the name of another, C014 when one cannot be loaded or made
 */
record AddedCommands(List<CommandLine> commands, List<Problem> problems) {

    /** No such commands. */
    static final AddedCommands NONE = new AddedCommands(List.of(), List.of());

    AddedCommands {
        commands = List.copyOf(commands);
        problems = List.copyOf(problems);
    }

    /**
     * All of them, speaking on the given terminal.
     *
     * @param own names of Weir's commands
     */
    static AddedCommands on(Terminal terminal, Set<String> own) {
        Set<String> names = new HashSet<>(own);
        List<CommandLine> commands = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try {
            for (AddedCommand added : InstalledPlugins.all(AddedCommand.class, "a command")) {
                try {
                    commands.add(made(added, terminal, own, names));
                } catch (ProblemsException e) {
                    problems.addAll(e.problems());
                }
            }
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
        }
        return new AddedCommands(commands, problems);
    }

    private static CommandLine made(AddedCommand added, Terminal terminal, Set<String> own, Set<String> names) {
        CommandLine command =
                InstalledPlugins.said(AddedCommand.class, "a command", added, "on()", asked -> asked.on(terminal));
        String name = command.getCommandName();
        if (!names.add(name)) {
            throw ProblemsException.of(
                    Code.DUPLICATE_NAME,
                    InstalledPlugins.services(AddedCommand.class),
                    "there are two commands '" + name + "'",
                    own.contains(name)
                            ? "it is one of Weir's own, and " + added.getClass().getName() + " has its name"
                            : added.getClass().getName() + " has the name of one before it",
                    "take it out of the class path, or give it another name");
        }
        return command;
    }

    /** @throws ProblemsException when one of them cannot be used */
    List<CommandLine> all() {
        ProblemsException.throwIfAny(problems);
        return commands;
    }
}
