package dev.weir.jobs.cli.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.Nearest;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.CheckLog;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.classify.ClassifiedTable;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what columns seem to hold. */
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
public final class ClassifyCommand implements Callable<Integer> {

    private final Terminal terminal;

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

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    public ClassifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace read = Workspaces.read(workspace);
        requireTarget(read);
        CheckLog.begin();
        List<ClassifiedTable> tables = new ArrayList<>();
        List<NameModel> models;
        try (WeirSession session = WeirSession.reading(read)) {
            Classification classification = new Classification(session, LawPack.of(read.law()));
            models = classification.models();
            for (Source source : read.sources()) {
                if (source.contract().tables().stream().anyMatch(asked(source.contract()))) {
                    tables.addAll(classification.source(source, asked(source.contract())));
                }
            }
            for (Product product : read.products()) {
                if (product.tables().stream().anyMatch(asked(product))) {
                    CheckRun trial = new CheckRun(session, WeirVersion.number(), new ProgressListener(terminal));
                    tables.addAll(classification.product(product, trial, asked(product)));
                }
            }
        }
        List<ClassifiedContracts.Edit> edits =
                write ? new ClassifiedContracts(workspace, read).write(tables) : List.of();
        switch (output.format()) {
            case TEXT -> new ClassifyText(terminal, write).print(tables, edits, models);
            case JSON -> terminal.json(ClassifyJson.of(tables, edits, models).toPrettyString());
        }
        return ExitCode.DONE.status();
    }

    private Predicate<Table> asked(Contract contract) {
        return table ->
                target == null || target.equals(contract.id()) || target.equals(contract.id() + "." + table.name());
    }

    private Predicate<Table> asked(Product product) {
        return table -> target == null
                || target.equals(product.id())
                || target.equals(product.id() + "." + table.name())
                || product.contractOf(table.name())
                        .filter(contract -> asked(contract).test(table))
                        .isPresent();
    }

    private void requireTarget(Workspace read) {
        if (target == null) {
            return;
        }
        List<String> known = new ArrayList<>();
        for (Source source : read.sources()) {
            names(known, source.contract().id(), source.contract().tables());
        }
        for (Product product : read.products()) {
            names(known, product.id(), product.tables());
            product.contracts().forEach(contract -> names(known, contract.id(), contract.tables()));
        }
        if (!known.contains(target)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("contracts"),
                    "There is no source, product or table '" + target + "'",
                    "a source is named by its contract, a table by contract.table or product.table",
                    Nearest.to(target, known)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("name one of " + String.join(", ", known)));
        }
    }

    private static void names(List<String> known, String id, List<Table> tables) {
        known.add(id);
        tables.forEach(table -> known.add(id + "." + table.name()));
    }
}
