package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.classify.ClassifiedTable;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What columns seem to hold.
 *
 * @param edits what was written into contracts
 * @param models that were asked beside the rules
 */
public record ClassificationReport(List<ClassifiedTable> tables, List<Edit> edits, List<NameModel> models) {

    public ClassificationReport {
        tables = List.copyOf(tables);
        edits = List.copyOf(edits);
        models = List.copyOf(models);
    }

    /** A category that was added to a column. */
    public record Edit(String file, String table, String column, String category) {}

    /**
     * Proposes a category for each column, from its name and a sample of its values.
     *
     * @param target a source, a product, a contract, or a table of one; the whole workspace where none is named
     */
    public static ClassificationReport of(Desk desk, Optional<String> target, RunEvent.Listener progress) {
        Workspace read = desk.read();
        ClassifyTarget asked = new ClassifyTarget(target);
        asked.requireKnown(read);
        desk.caller().engineBeginsAside();
        try (WeirSession session = WeirSession.reading(read)) {
            Classification classification = new Classification(session, LawPack.of(read.law()));
            List<ClassifiedTable> tables = new ArrayList<>();
            for (Source source : read.sources()) {
                if (source.contract().tables().stream().anyMatch(asked.in(source.contract()))) {
                    tables.addAll(classification.source(source, asked.in(source.contract())));
                }
            }
            for (Product product : read.products()) {
                if (product.tables().stream().anyMatch(asked.in(product))) {
                    CheckRun trial = new CheckRun(session, WeirVersion.number(), progress);
                    tables.addAll(classification.product(product, trial, asked.in(product)));
                }
            }
            return new ClassificationReport(tables, List.of(), classification.models());
        }
    }

    /** The same, with the proposals written into the columns of contracts that have no category. */
    public static ClassificationReport written(Desk desk, Optional<String> target, RunEvent.Listener progress) {
        ClassificationReport found = of(desk, target, progress);
        return new ClassificationReport(
                found.tables(), new ClassifiedContracts(desk.folder()).write(found.tables()), found.models());
    }
}
