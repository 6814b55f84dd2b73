package dev.weir.quality.suggest;

import dev.weir.contracts.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Columns that are filled where another column has certain values, and mostly empty elsewhere. */
final class ConditionalColumns {

    private static final int CONDITIONS = 3;
    private static final int COLUMNS = 20;

    private ConditionalColumns() {}

    /** @param values of the columns of few values that may be shown */
    static List<Candidate> of(Dataset<Row> learning, List<FieldFacts> facts, Map<String, Map<String, Long>> values) {
        List<FieldFacts> partly = facts.stream()
                .filter(fact -> fact.share() > 0.02 && fact.share() < 0.95)
                .limit(COLUMNS)
                .toList();
        List<ProfiledColumn> conditions = facts.stream()
                .map(FieldFacts::field)
                .filter(field -> field.showsValues() && field.kind() == ProfiledColumn.Kind.TEXT)
                .filter(field -> {
                    int size = values.getOrDefault(field.name(), Map.of()).size();
                    return size >= 2 && size <= 12;
                })
                .limit(CONDITIONS)
                .toList();
        List<Candidate> found = new ArrayList<>();
        if (!partly.isEmpty()) {
            conditions.forEach(condition -> found.addAll(under(learning, condition, partly)));
        }
        return found;
    }

    private static List<Candidate> under(Dataset<Row> learning, ProfiledColumn condition, List<FieldFacts> partly) {
        Column[] filledRows = partly.stream()
                .map(fact -> functions.expr("count(" + fact.field().sql() + ")"))
                .toArray(Column[]::new);
        List<Row> groups = learning.groupBy(functions.expr(condition.sql()))
                .agg(functions.expr("count(1)"), filledRows)
                .collectAsList();
        Map<FieldFacts, List<String>> full = new LinkedHashMap<>();
        for (int i = 0; i < partly.size(); i++) {
            boolean emptyElsewhere = true;
            List<String> where = new ArrayList<>();
            for (Row group : groups) {
                long rows = group.getLong(1);
                long filled = group.getLong(2 + i);
                if (!group.isNullAt(0) && rows >= Candidates.SUPPORT && filled == rows) {
                    where.add(group.getString(0));
                } else if (filled > 0.5 * rows) {
                    emptyElsewhere = false;
                }
            }
            if (emptyElsewhere && !where.isEmpty() && !partly.get(i).field().equals(condition)) {
                full.put(partly.get(i), where);
            }
        }
        List<Candidate> found = new ArrayList<>();
        full.forEach((fact, where) -> found.add(new Candidate(
                Candidates.id(fact.field().name(), "is-filled-by-" + condition.name()),
                Suggestion.Kind.CONDITIONAL_COMPLETENESS,
                List.of(fact.field().name(), condition.name()),
                new Candidate.Condition(
                        fact.field().sql() + " IS NOT NULL",
                        Optional.of(condition.sql() + " IN ("
                                + where.stream()
                                        .sorted()
                                        .map(Candidates::literal)
                                        .collect(Collectors.joining(", ")) + ")")),
                Severity.WARN,
                "Every row of these values of '" + condition.name() + "' has one, and few others.",
                Optional.empty())));
        return found;
    }
}
