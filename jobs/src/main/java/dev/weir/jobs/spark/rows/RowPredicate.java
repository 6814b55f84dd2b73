package dev.weir.jobs.spark.rows;

import dev.weir.contracts.Code;
import dev.weir.contracts.Nearest;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.spark.SparkSqlGrammar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a text is a predicate on one row, and nothing that looks anywhere else. */
final class RowPredicate {

    private static final Place PLACE = Place.of("--where");

    /** Functions that run code by name, or answer with something other than the row. */
    private static final Set<String> OUTSIDE = Set.of(
            "reflect",
            "java_method",
            "try_reflect",
            "input_file_name",
            "input_file_block_start",
            "input_file_block_length",
            "spark_partition_id",
            "monotonically_increasing_id",
            "current_user",
            "session_user",
            "user",
            "current_catalog",
            "current_database",
            "current_schema",
            "version",
            "rand",
            "randn",
            "random",
            "uuid",
            "raise_error",
            "assert_true");

    private RowPredicate() {}

    /**
     * Adds a problem for each thing that is wrong with a predicate.
     *
     * @param table whose columns it may name
     */
    static void check(String predicate, ReleasedTable table, Problems problems) {
        SqlFacts facts;
        try {
            facts = new SparkSqlGrammar().expression(predicate);
        } catch (SqlSyntaxException broken) {
            problems.add(
                    Code.INVALID_SQL,
                    PLACE,
                    "'" + predicate + "' is no predicate of Spark SQL",
                    String.valueOf(broken.getMessage()),
                    "write a condition on columns, such as \"started_at >= '2026-01-01'\"");
            return;
        }
        if (facts.shape() == SqlFacts.Shape.GENERAL || !facts.tables().isEmpty()) {
            problems.add(
                    Code.INVALID_SQL,
                    PLACE,
                    "the predicate needs more than the row",
                    "it chooses rows by their own columns: no sub-query, aggregate or window can stand in it",
                    "read the rows, and ask the rest of them where they are");
        }
        for (String function : facts.functions()) {
            if (OUTSIDE.contains(function)) {
                problems.add(
                        Code.INVALID_SQL,
                        PLACE,
                        "the predicate calls " + function + "()",
                        "it answers with something that is not in the row",
                        "compare columns of the row");
            }
        }
        List<String> names = names(table);
        facts.columns().stream()
                .filter(name -> names.stream().noneMatch(name::equalsIgnoreCase))
                .forEach(name -> problems.add(unknown(PLACE, name, table)));
    }

    /** The columns that a predicate without problems names. */
    static List<String> columns(String predicate) {
        try {
            return List.copyOf(new SparkSqlGrammar().expression(predicate).columns());
        } catch (SqlSyntaxException broken) {
            throw new IllegalArgumentException("A predicate that was not checked", broken);
        }
    }

    static Problem unknown(Place place, String name, ReleasedTable table) {
        List<String> names = names(table);
        boolean dropped = table.columns().stream()
                .anyMatch(column -> isDropped(column) && column.name().equalsIgnoreCase(name));
        return dropped
                ? new Problem(
                        Code.UNKNOWN_NAME,
                        place,
                        "column '" + name + "' is in no row of the release",
                        "its mask is 'drop'",
                        "do without it; the release has " + String.join(", ", names))
                : new Problem(
                        Code.UNKNOWN_NAME,
                        place,
                        "there is no column '" + name + "'",
                        "the release has " + String.join(", ", names),
                        Nearest.remedy(name, names, "name one of these"));
    }

    /** The columns that rows of a release have. */
    static List<String> names(ReleasedTable table) {
        return table.columns().stream()
                .filter(column -> !isDropped(column))
                .map(ReleasedColumn::name)
                .toList();
    }

    private static boolean isDropped(ReleasedColumn column) {
        return column.mask().equals("drop");
    }

    /** A column's name as the release writes it. */
    static Optional<String> named(String name, List<String> columns) {
        return columns.stream().filter(name::equalsIgnoreCase).findFirst();
    }
}
