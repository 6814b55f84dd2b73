package dev.weir.quality.suggest;

import dev.weir.contracts.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Columns of which one tells the other: rows equal in the first are equal in the second, but for one row in twenty. Where
 * nearly all rows have one value, every column tells it: it has to tell most of the rows that have another.
 */
final class FunctionalDependencies {

    private static final int COLUMNS = 12;
    private static final int TRIED = 10;
    /** Rows that may be wrong, of all. */
    private static final double NOISE = 0.05;
    /** Rows that may be wrong, of those that have not the most frequent value. */
    private static final double MAX_UNEXPLAINED = 0.2;
    /** Values of a pair, for each value of the first, up to which the pair is worth counting; sketches err by 5 %. */
    private static final double NEARLY = 1.12;

    private FunctionalDependencies() {}

    static List<Suggestion> of(Dataset<Row> rows, Dataset<Row> learning, List<FieldFacts> facts) {
        List<FieldFacts> repeating = facts.stream()
                .filter(fact -> fact.field().kind() == ProfiledColumn.Kind.TEXT
                        || fact.field().kind() == ProfiledColumn.Kind.WHOLE)
                .filter(fact -> fact.distinct() >= 2 && fact.filled() >= Candidates.SUPPORT)
                .filter(fact -> fact.distinct() * 2 <= fact.filled())
                .limit(COLUMNS)
                .toList();
        List<Suggestion> found = new ArrayList<>();
        for (List<FieldFacts> pair : likely(learning, repeating)) {
            exact(rows, pair.get(0).field(), pair.get(1).field()).ifPresent(found::add);
        }
        return found;
    }

    private static List<List<FieldFacts>> likely(Dataset<Row> learning, List<FieldFacts> repeating) {
        List<List<FieldFacts>> pairs = new ArrayList<>();
        List<String> asked = new ArrayList<>(List.of("count(1)"));
        for (FieldFacts on : repeating) {
            for (FieldFacts dependent : repeating) {
                if (!on.equals(dependent) && dependent.distinct() <= most(on) && on.distinct() > 2) {
                    pairs.add(List.of(on, dependent));
                    String both = on.field().sql() + ", " + dependent.field().sql();
                    asked.add("approx_count_distinct(struct(" + both + "))");
                }
            }
        }
        if (pairs.isEmpty()) {
            return List.of();
        }
        Row row = Measuring.row(learning, asked);
        Map<List<FieldFacts>, Double> likely = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            FieldFacts on = pairs.get(i).get(0);
            if (row.getLong(i + 1) <= most(on)) {
                likely.put(pairs.get(i), (double) row.getLong(i + 1) / on.distinct());
            }
        }
        return likely.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(TRIED)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Values that may stand beside a column's: one for each of them, and for each row that is wrong one more. */
    private static double most(FieldFacts on) {
        return NEARLY * on.distinct() + 1 + NOISE * on.filled();
    }

    /** Against the value that most learning rows of a group have. */
    private static Optional<Suggestion> exact(Dataset<Row> rows, ProfiledColumn on, ProfiledColumn dependent) {
        Dataset<Row> both = rows.where(on.sql() + " IS NOT NULL AND " + dependent.sql() + " IS NOT NULL");
        Row row = both.selectExpr(on.sql() + " AS x", dependent.sql() + " AS y", Measuring.HELD_OUT + " AS h")
                .groupBy("x", "y")
                .agg(
                        functions.expr("count_if(NOT h)").as("learnt"),
                        functions.expr("count_if(h)").as("held"))
                .groupBy("x")
                .agg(
                        functions.expr("sum(learnt)").as("learnt"),
                        functions.expr("max(learnt)").as("most"),
                        functions.expr("sum(held)").as("held"),
                        functions.expr("max_by(held, learnt)").as("agreeing"),
                        functions.expr("sum(learnt + held)").as("rows"),
                        functions.expr("max(learnt + held)").as("together"))
                .where("learnt > 0")
                .selectExpr(
                        "sum(learnt)",
                        "sum(learnt - most)",
                        "sum(held)",
                        "sum(held - agreeing)",
                        "sum(rows - together)",
                        "count_if(rows > 1)")
                .head();
        if (row.isNullAt(0) || row.getLong(5) < 2) {
            return Optional.empty();
        }
        Suggestion.Found found = Measuring.found(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
        if (!Measuring.holds(found) || isTheUsual(both, dependent, row.getLong(4))) {
            return Optional.empty();
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put(
                "depends",
                "{ on: [" + quoted(on.name()) + "], column: " + quoted(dependent.name()) + ", by: majority }");
        Candidate candidate = new Candidate(
                Candidates.id(dependent.name(), "follows-" + on.name()),
                Suggestion.Kind.DEPENDENCY,
                List.of(on.name(), dependent.name()),
                Candidate.Condition.of("true"),
                Severity.WARN,
                "Rows of one '" + on.name() + "' have one '" + dependent.name() + "'.",
                Optional.empty());
        return Optional.of(Measuring.of(candidate, body, found, row.getLong(4)));
    }

    /** Whether the most frequent value alone would be as good a guess. */
    private static boolean isTheUsual(Dataset<Row> rows, ProfiledColumn dependent, long wrong) {
        Row counts = rows.groupBy(functions.expr(dependent.sql()).as("y"))
                .count()
                .selectExpr("sum(count)", "max(count)")
                .head();
        return wrong > MAX_UNEXPLAINED * (counts.getLong(0) - counts.getLong(1));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
