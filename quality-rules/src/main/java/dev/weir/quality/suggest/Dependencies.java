package dev.weir.quality.suggest;

import dev.weir.contracts.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Columns of which one tells the other: rows equal in the first are equal in the second. */
final class Dependencies {

    private static final int COLUMNS = 12;
    private static final int TRIED = 6;
    /** Values of a pair, for each value of the first, up to which the pair is worth counting; sketches err by 5 %. */
    private static final double NEARLY = 1.12;

    private Dependencies() {}

    static List<Suggestion> of(Dataset<Row> rows, Dataset<Row> learning, List<FieldFacts> facts) {
        List<FieldFacts> repeating = facts.stream()
                .filter(fact ->
                        fact.field().kind() == Field.Kind.TEXT || fact.field().kind() == Field.Kind.WHOLE)
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
        List<Column> asked = new ArrayList<>();
        for (FieldFacts on : repeating) {
            for (FieldFacts told : repeating) {
                // One value tells several only the other way about.
                if (!on.equals(told) && on.distinct() >= told.distinct() && on.distinct() > 2) {
                    pairs.add(List.of(on, told));
                    String both = on.field().sql() + ", " + told.field().sql();
                    asked.add(functions
                            .expr("approx_count_distinct(struct(" + both + "))")
                            .as("_" + asked.size()));
                }
            }
        }
        if (pairs.isEmpty()) {
            return List.of();
        }
        Row row = learning.groupBy()
                .agg(functions.count(functions.lit(1)).as("_rows"), asked.toArray(new Column[0]))
                .head();
        List<List<FieldFacts>> likely = new ArrayList<>();
        for (int i = 0; i < pairs.size() && likely.size() < TRIED; i++) {
            if (row.getLong(i + 1) <= NEARLY * pairs.get(i).get(0).distinct() + 1) {
                likely.add(pairs.get(i));
            }
        }
        return likely;
    }

    /** Against the value that most learning rows of a group have. */
    private static Optional<Suggestion> exact(Dataset<Row> rows, Field on, Field told) {
        Row row = rows.where(on.sql() + " IS NOT NULL AND " + told.sql() + " IS NOT NULL")
                .selectExpr(on.sql() + " AS x", told.sql() + " AS y", Measuring.HELD_OUT + " AS h")
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
        if (!Measuring.holds(found)) {
            return Optional.empty();
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put("depends", "{ on: [" + quoted(on.name()) + "], column: " + quoted(told.name()) + ", by: majority }");
        Candidate candidate = new Candidate(
                Candidates.id(told.name(), "follows-" + on.name()),
                Suggestion.Kind.DEPENDENCY,
                List.of(on.name(), told.name()),
                "true",
                Optional.empty(),
                Severity.WARN,
                "Rows of one '" + on.name() + "' have one '" + told.name() + "'.",
                Optional.empty());
        return Optional.of(Measuring.of(candidate, body, found, row.getLong(4)));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
