package dev.weir.jobs.cli.authoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints what a code means. */
@Command(
        name = "explain",
        description = "Explain a code that a message carries, such as C006. Without one: the exit codes and all codes.")
public final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "CODE", description = "The code.", defaultValue = "")
    private String code = "";

    @Mixin
    private OutputOption output = new OutputOption();

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (code.isEmpty()) {
            print(page());
            return ExitCode.DONE.status();
        }
        Optional<String> section = section(code.toUpperCase(Locale.ROOT));
        if (section.isEmpty()) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("weir explain"),
                    "There is no code '" + code + "'",
                    "a code is a letter and three digits, such as " + Code.USAGE.id(),
                    "'weir explain' lists all of them.");
        }
        print(section.get());
        return ExitCode.DONE.status();
    }

    private void print(String markdown) {
        switch (output.format()) {
            case TEXT -> terminal.out().print(markdown);
            case JSON ->
                terminal.json(JsonNodeFactory.instance
                        .objectNode()
                        .put("code", code.toUpperCase(Locale.ROOT))
                        .put("markdown", markdown)
                        .toPrettyString());
        }
    }

    /** The page's section on one code, heading included; empty when there is none. */
    public static Optional<String> section(String id) {
        String page = page();
        int start = page.indexOf("## " + id + " ");
        if (start < 0) {
            return Optional.empty();
        }
        int end = page.indexOf("\n## ", start);
        return Optional.of(page.substring(start, end < 0 ? page.length() : end + 1));
    }

    private static String page() {
        try (InputStream page = ExplainCommand.class.getResourceAsStream("/docs/codes.md")) {
            if (page == null) {
                throw new IllegalStateException("docs/codes.md is not in the jar");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("docs/codes.md in the jar cannot be read", e);
        }
    }
}
