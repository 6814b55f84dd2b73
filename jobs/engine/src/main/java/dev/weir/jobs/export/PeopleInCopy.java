package dev.weir.jobs.export;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unhex;

import dev.weir.jobs.engine.mask.MaskColumns;
import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.ledger.PeopleCount.Kind;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.kind.Pseudonymise;
import dev.weir.quality.ColumnsByName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * The people in a copy: one row for each person, with a keyed id of 16 bytes and whether something sensitive, and whether
 * something that is not, is sent of them. A person is known by the subject of their rows; rows without one, or
 * whose subject had no form of its category, count as a person each, which counts too many and never too few.
 */
final class PeopleInCopy {

    /** BINARY of 16 bytes. */
    static final String PERSON = "person";
    /** BOOLEAN: counts into N. */
    static final String NON_SENSITIVE = "non_sensitive";
    /** BOOLEAN: counts into S. */
    static final String SENSITIVE = "sensitive";

    private static final String PURPOSE = "weir/ledger/person";
    private static final String HASH = "_weir_row";
    private static final String CATEGORY = "PERSON";

    private final MaskRecipe id;
    private final String release;
    private final String product;
    private final Both both;

    /**
     * @param key of the workspace
     * @param product whose subjects they are
     * @param release {@code product@number}
     * @param both as the law pack answers
     */
    PeopleInCopy(WorkspaceKey key, String product, String release, Both both) {
        DerivedKey derived = key.derive(PURPOSE);
        this.id = new MaskRecipe(
                new Pseudonymise(MacAlgorithm.HMAC_SM3, Optional.empty()), CATEGORY, derived, MaskRecipe.Values.OPAQUE);
        this.product = product;
        this.release = release;
        this.both = both;
    }

    /**
     * The people of a table's rows, one row for each person.
     *
     * @param rows that leave, as released, with {@link ReleasedMinors#MINOR}
     */
    Dataset<Row> of(PlannedTable table, Dataset<Row> rows) {
        Column nonSensitive = holds(table, Kind.NON_SENSITIVE);
        // A row without an age may be of a person under 14: it counts as sensitive.
        Column sensitive = holds(table, Kind.SENSITIVE)
                .or(table.personal() ? col(ReleasedMinors.MINOR).isNull() : lit(false));
        Optional<Dataset<Row>> known = table.subject()
                .map(subject -> rows.where(isPerson(table, subject))
                        .select(
                                id(bySubject(table, subject)).as(PERSON),
                                nonSensitive.as(NON_SENSITIVE),
                                sensitive.as(SENSITIVE)));
        Dataset<Row> unknown = table.subject()
                .map(subject -> rows.where(not(isPerson(table, subject))))
                .orElse(rows);
        Dataset<Row> each = unknown.withColumn(HASH, sha2(to_json(struct(col("*"))), 256))
                .select(id(byRow(table)).as(PERSON), nonSensitive.as(NON_SENSITIVE), sensitive.as(SENSITIVE));
        return distinct(known.map(people -> people.unionByName(each)).orElse(each));
    }

    /**
     * Whether a row's person is known: what had no form of its category, such as {@code n/a}, became one constant of many people.
     */
    private static Column isPerson(PlannedTable table, String subject) {
        String category = table.column(subject).orElseThrow().released().category();
        String constant = new String(Redaction.constant(category), StandardCharsets.UTF_8);
        return coalesce(ColumnsByName.column(subject).cast(DataTypes.StringType).notEqual(constant), lit(false));
    }

    /** Every person once, with all that holds of them anywhere. */
    Dataset<Row> distinct(Dataset<Row> people) {
        Dataset<Row> each = people.where(col(NON_SENSITIVE).or(col(SENSITIVE)))
                .groupBy(PERSON)
                .agg(max(NON_SENSITIVE).as(NON_SENSITIVE), max(SENSITIVE).as(SENSITIVE));
        return both == Both.COUNT
                ? each
                : each.withColumn(NON_SENSITIVE, col(NON_SENSITIVE).and(not(col(SENSITIVE))));
    }

    /** What becomes of a person of whom something sensitive is sent, and something that is not. */
    enum Both {
        /** The person stands in both sums. */
        COUNT,
        /** The person stands in the sum of sensitive ones alone. */
        SENSITIVE_ALONE
    }

    private Column bySubject(PlannedTable table, String subject) {
        String category = table.column(subject).orElseThrow().released().category();
        return concat_ws(
                "|",
                lit(product),
                lit(category),
                coalesce(ColumnsByName.column(subject).cast(DataTypes.StringType), lit("")));
    }

    /** Rows that are alike are told apart by their number, so that each is a person. */
    private Column byRow(PlannedTable table) {
        return concat_ws(
                "|",
                lit(release),
                lit(table.name()),
                col(HASH),
                row_number().over(Window.partitionBy(HASH).orderBy(HASH)).cast(DataTypes.StringType));
    }

    private Column id(Column text) {
        return unhex(MaskColumns.masked(text, DataTypes.StringType, id));
    }

    /** Whether a row holds a value of that kind, as it is sent. */
    private static Column holds(PlannedTable table, Kind kind) {
        List<Column> values = table.columns().stream()
                .filter(column -> column.says() && column.kind().equals(Optional.of(kind)))
                .map(column -> ColumnsByName.column(column.name()).isNotNull())
                .toList();
        return values.stream().reduce(Column::or).orElse(lit(false));
    }
}
