package dev.weir.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.mask.MaskColumns;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.release.Releases;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.gate.Subjects;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.kind.Keep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The rows of a copy: those of the release that may leave, and their masked form. The same inputs make the same rows. */
final class ExportRows {

    private final ReleasedMinors minors;
    private final WorkspaceKey key;
    private final String domain;
    private final List<NameModel> models;

    /**
     * @param models that are asked too who stands in a text
     * @param recipient its id: in the domain of every pseudonym, so that no two recipients have the same
     * @param under14 finds who is a minor
     */
    ExportRows(
            Releases releases,
            Manifest release,
            Product product,
            WorkspaceKey key,
            String recipient,
            List<NameModel> models,
            ReleasedMinors.Measure under14) {
        this.minors = new ReleasedMinors(
                under14, new Subjects(product), release.tables(), table -> releases.read(release, table));
        this.key = key;
        this.domain = "export/" + recipient;
        this.models = List.copyOf(models);
    }

    /** The rows that may leave, as released, with {@link ReleasedMinors#MINOR}. */
    Dataset<Row> leaving(PlannedTable table) {
        return ReleasedMinors.without(minors.marked(table.released()));
    }

    /** How many leave, and why not all. */
    RowCount count(PlannedTable table) {
        Row counted = minors.marked(table.released())
                .select(
                        functions.count(lit(1)),
                        sum(when(col(ReleasedMinors.MINOR), lit(1L)).otherwise(lit(0L))),
                        sum(when(col(ReleasedMinors.MINOR).isNull(), lit(1L)).otherwise(lit(0L))))
                .first();
        long all = counted.getLong(0);
        long dropped = counted.isNullAt(1) ? 0 : counted.getLong(1);
        return new RowCount(all - dropped, dropped, counted.isNullAt(2) ? 0 : counted.getLong(2));
    }

    /**
     * Rows of a table.
     *
     * @param leaving rows in the copy
     * @param minors rows left out because the person is under 14
     * @param ageless rows in the copy of which nothing tells whether the person is
     */
    record RowCount(long leaving, long minors, long ageless) {}

    /**
     * The rows as they are sent.
     *
     * @throws ProblemsException C031 when a value's type cannot take its mask
     */
    Dataset<Row> masked(PlannedTable table) {
        int most = table.columns().stream()
                .mapToInt(column -> column.masks().size())
                .max()
                .orElse(0);
        try {
            Dataset<Row> rows = masked(table, leaving(table), table.columns(), 0);
            for (int round = 1; round < most; round++) {
                rows = masked(table, rows, table.sent(), round);
            }
            return rows;
        } catch (IllegalArgumentException e) {
            throw ProblemsException.of(
                    Code.EXPORT_DENIED,
                    Place.of("contracts/recipients.yaml"),
                    "A column of table '" + table.name() + "' cannot take its mask",
                    String.valueOf(e.getMessage()),
                    "give its category or the column another mask under the recipient's masks");
        }
    }

    /** Rows after one more mask of each column that has so many. Dates are shifted in the first round, by the released subject. */
    private Dataset<Row> masked(PlannedTable table, Dataset<Row> rows, List<PlannedColumn> planned, int round) {
        StructType schema = rows.schema();
        List<GovernedColumn> columns = new ArrayList<>();
        for (PlannedColumn column : planned) {
            Mask mask = round < column.masks().size() ? column.masks().get(round) : new Keep();
            MaskRecipe recipe = MaskRecipe.of(
                            mask,
                            key,
                            new PseudonymDomain(domain, column.released().category()))
                    .asking(models);
            columns.add(new GovernedColumn(
                    column.name(),
                    schema.apply(column.name()).dataType(),
                    Optional.of(Mask.of(column.released()).map(recipe::on).orElse(recipe)),
                    mask.shifts() ? table.subject() : Optional.empty()));
        }
        return MaskColumns.masked(rows, columns);
    }
}
