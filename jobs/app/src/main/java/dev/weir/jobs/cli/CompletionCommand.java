package dev.weir.jobs.cli;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.text.OwnResource;
import dev.weir.jobs.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = CompletionCommand.NAME,
        description = {
            "Print a script for tab completion in bash and zsh.",
            "It completes commands and options, and the names of products, tables, sources and releases of the"
                    + " workspace."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  source <(weir completion)                              for this shell",
            "  weir completion > ~/.local/share/bash-completion/completions/weir",
        })
final class CompletionCommand implements Callable<Integer> {

    static final String NAME = "completion";

    private static final String SCRIPT = "completion-names.bash";

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine weir = spec.root().commandLine();
        terminal.out()
                .print(AutoComplete.bash(weir.getCommandName(), weir) + "\n"
                        + OwnResource.text(CompletionCommand.class, SCRIPT));
        return ExitCode.DONE.status();
    }
}
