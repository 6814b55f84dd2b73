package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.Installed;
import dev.weir.jobs.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** Commands on the class path that are not Weir's own. */
final class AddedCommands {

    private AddedCommands() {}

    /**
     * All of them, speaking on the given terminal.
     *
     * @param own names of Weir's commands
     * @throws ProblemsException C005 when one has the name of another, C014 when one cannot be loaded
     */
    static List<CommandLine> on(Terminal terminal, Set<String> own) {
        Set<String> names = new HashSet<>(own);
        List<CommandLine> commands = new ArrayList<>();
        for (AddedCommand added : Installed.all(AddedCommand.class, "a command")) {
            CommandLine command = added.on(terminal);
            if (!names.add(command.getCommandName())) {
                throw ProblemsException.of(
                        Code.DUPLICATE_NAME,
                        Installed.services(AddedCommand.class),
                        "there are two commands '" + command.getCommandName() + "'",
                        own.contains(command.getCommandName())
                                ? "it is one of Weir's own, and "
                                        + added.getClass().getName() + " has its name"
                                : added.getClass().getName() + " has the name of one before it",
                        "take it out of the class path, or give it another name");
            }
            commands.add(command);
        }
        return commands;
    }
}
