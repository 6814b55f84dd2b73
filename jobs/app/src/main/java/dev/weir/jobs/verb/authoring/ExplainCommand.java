package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Explain a code that a message carries, such as C006. Without one: the exit codes and all codes.")
public final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "CODE", description = "The code.")
    private String code = "";

    @Mixin
    private OutputOption output = new OutputOption();

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (code.isEmpty()) {
            return print(CodesPage.text());
        }
        Optional<String> section = CodesPage.section(code.toUpperCase(Locale.ROOT));
        if (section.isEmpty()) {
            throw ProblemsException.usage(
                    "weir explain",
                    "There is no code '" + code + "'",
                    "a code is a letter and three digits, such as " + Code.USAGE.id(),
                    "'weir explain' lists all of them.");
        }
        return print(section.get());
    }

    private int print(String markdown) {
        return output.print(
                terminal,
                () -> terminal.out().print(markdown),
                () -> Json.object().put("code", code.toUpperCase(Locale.ROOT)).put("markdown", markdown));
    }
}
