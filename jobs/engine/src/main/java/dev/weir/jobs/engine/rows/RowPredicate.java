package dev.weir.jobs.engine.rows;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlPolicy;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.contracts.sql.UserSql;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import java.util.List;
import java.util.Optional;

/** Whether a text is a predicate on one row, and nothing that looks anywhere else. */
final class RowPredicate {

    private static final Place PLACE = Place.of("--where");

    private RowPredicate() {}

    /**
     * Adds a problem for each thing that is wrong with a predicate.
     *
     * @param table whose columns it may name
     */
    static void check(String predicate, ReleasedTable table, Problems problems) {
        SqlPolicy.Outcome read = new SqlPolicy(new SparkSqlGrammar())
                .expression(new UserSql(predicate, "the predicate", (line, column) -> PLACE));
        read.problems().forEach(problems::add);
        if (read.facts().isEmpty()) {
            return;
        }
        SqlFacts facts = read.facts().get();
        if (facts.shape() == SqlFacts.Shape.GENERAL || !facts.tables().isEmpty()) {
            problems.add(
                    Code.INVALID_SQL,
                    PLACE,
                    "the predicate needs more than the row",
                    "it chooses rows by their own columns: no sub-query, aggregate or window can stand in it",
                    "read the rows, and ask the rest of them where they are");
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
                        NearestName.remedy(name, names, "name one of these"));
    }

    /** The columns that rows of a release have. */
    static List<String> names(ReleasedTable table) {
        return table.columns().stream()
                .filter(column -> !isDropped(column))
                .map(ReleasedColumn::name)
                .toList();
    }

    private static boolean isDropped(ReleasedColumn column) {
        return column.mask().drops();
    }

    /** A column's name as the release writes it. */
    static Optional<String> named(String name, List<String> columns) {
        return columns.stream().filter(name::equalsIgnoreCase).findFirst();
    }
}
