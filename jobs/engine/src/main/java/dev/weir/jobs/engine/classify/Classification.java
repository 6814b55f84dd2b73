package dev.weir.jobs.engine.classify;

import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.SampledSource;
import dev.weir.privacy.detect.ColumnClassifier;
import dev.weir.privacy.detect.HeaderHints;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Proposes what the columns of a workspace's tables hold, from up to ten thousand rows of each. */
public final class Classification {

    /** Rows of a sample at most, and so the different values of a column. */
    public static final int ROWS = 10_000;

    private final WeirSession session;
    private final ColumnClassifier classifier;
    private final List<IdentifierForm> forms;
    private final List<NameModel> models;

    /** In an open session, with the levels of a law pack's categories. */
    public Classification(WeirSession session, LawPack law) {
        this.session = session;
        this.forms = law.forms();
        this.models = session.models(law);
        this.classifier = new ColumnClassifier(
                code -> law.category(code)
                        .map(category -> category.standing().level().orElse(0))
                        .orElse(0),
                forms,
                models);
    }

    /** The models that are asked. */
    public List<NameModel> models() {
        return models;
    }

    /** The tables of a source that are asked for, each from its files. */
    public List<ClassifiedTable> source(Source source, Predicate<Table> asked) {
        SampledSource sampled = new SampledSource(session);
        return source.contract().tables().stream()
                .filter(asked)
                .map(table -> sampled.look(source, table, ROWS, sample -> classified(source.contract(), table, sample)))
                .toList();
    }

    /** The tables of a product that are asked for: rows as they would be made, before any mask. */
    public List<ClassifiedTable> product(Product product, CheckRun trial, Predicate<Table> asked) {
        return trial.overClearRows(product.id(), "classify", rows -> {
            List<ClassifiedTable> tables = new ArrayList<>();
            for (Table table : product.tables()) {
                if (asked.test(table)) {
                    Contract contract = product.contractOf(table.name()).orElseThrow();
                    tables.add(classified(contract, table, sample(rows.apply(table.name()), table)));
                }
            }
            return tables;
        });
    }

    private static Dataset<Row> sample(Dataset<Row> rows, Table table) {
        return SampledSource.byContent(
                rows.select(table.columns().stream()
                        .map(column -> ColumnsByName.column(column.name()))
                        .toArray(org.apache.spark.sql.Column[]::new)),
                ROWS);
    }

    private ClassifiedTable classified(Contract contract, Table table, Dataset<Row> sample) {
        // The sample comes in one part: every core gets some of it.
        ColumnTallies tallies = ColumnTallies.of(
                sample.repartition(session.spark().sparkContext().defaultParallelism()),
                table.columns().stream().map(Column::name).toList(),
                forms,
                models);
        return new ClassifiedTable(
                contract,
                table,
                tallies.rows(),
                table.columns().stream()
                        .map(column -> new ClassifiedColumn(
                                column, classifier.classify(header(column), tallies.of(column.name()))))
                        .toList());
    }

    /** The more telling name: the contract's own, or that in the files. */
    private static String header(Column column) {
        return HeaderHints.of(column.name()).isPresent()
                ? column.name()
                : column.origin().physicalName();
    }
}
