package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.lineage.RunEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what columns seem to hold. */
@NeedsEngine
@Command(
        name = "classify",
        description = {
            "Propose a category for each column, from its name and a sample of its values.",
            "Names are Chinese or English; the sample has up to 10,000 values. The same files always give the same",
            "sample. Values are never shown. A category that a person has set is never changed; where values speak",
            "against it, that is said."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir classify raw.subjects            a source, with what speaks for each category",
            "  weir classify clinical.encounters     a product's table, as its rows would be made, before any mask",
            "  weir classify raw.subjects --write    add the categories to the contract where it has none",
            "  weir classify                         the whole workspace",
        })
public final class ClassifyCommand extends PrintingCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TARGET",
            description = "A source, a product, a contract, or a table of one; by default the whole workspace.")
    private @Nullable String target;

    @Option(
            names = "--write",
            description = "Add the categories to the contracts' columns that have none. Comments and order stay.")
    private boolean write;

    public ClassifyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Optional<String> asked = Optional.ofNullable(target);
        RunEvent.Listener progress = ProgressListener.on(terminal);
        Classified found = write ? Classified.written(desk(), asked, progress) : Classified.of(desk(), asked, progress);
        print(() -> new ClassifyText(terminal, write).print(found), () -> ClassifyJson.of(found));
        return ExitCode.DONE.status();
    }
}
