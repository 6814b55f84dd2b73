package dev.weir.quality.suggest;

import dev.weir.contracts.Severity;
import dev.weir.contracts.dqdl.WrittenColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Columns, alone or in pairs, whose values never repeat. */
final class CandidateKeys {

    private static final int SINGLE = 8;
    private static final int PAIRS = 6;
    private static final double NEARLY = 0.9;
    /** Where so many rows should share both values by chance and none does, chance alone gives that once in a hundred times. */
    private static final double TELLING = -Math.log(0.01);

    private CandidateKeys() {}

    static List<Suggestion> of(Dataset<Row> rows, List<FieldFacts> facts) {
        List<FieldFacts> whole = facts.stream()
                .filter(fact -> fact.field().kind() != ProfiledColumn.Kind.OTHER
                        && fact.field().kind() != ProfiledColumn.Kind.NUMBER)
                .filter(fact -> fact.filled() >= Candidates.SUPPORT && fact.filled() == fact.rows())
                .toList();
        List<List<FieldFacts>> tried = new ArrayList<>();
        whole.stream()
                .filter(fact -> fact.distinct() >= NEARLY * fact.filled())
                .limit(SINGLE)
                .forEach(fact -> tried.add(List.of(fact)));
        List<Suggestion> single = unique(rows, tried);
        if (!single.isEmpty()) {
            return single;
        }
        List<List<FieldFacts>> pairs = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            for (int j = i + 1; j < whole.size() && pairs.size() < PAIRS; j++) {
                long most = whole.get(i).distinct() * whole.get(j).distinct();
                if (most >= NEARLY * whole.get(i).filled() && isTelling(whole.get(i), whole.get(j))) {
                    pairs.add(List.of(whole.get(i), whole.get(j)));
                }
            }
        }
        return unique(rows, pairs);
    }

    /** Whether two columns that had nothing to do with one another would share both values in some rows. */
    private static boolean isTelling(FieldFacts one, FieldFacts other) {
        double rows = one.rows();
        return ties(one) * ties(other) / (rows * (rows - 1) / 2) >= TELLING;
    }

    /** How many pairs of rows share a value at the least: as many as of values that are equally frequent. */
    private static double ties(FieldFacts fact) {
        double rows = fact.rows();
        return (rows * rows / fact.distinct() - rows) / 2;
    }

    private static List<Suggestion> unique(Dataset<Row> rows, List<List<FieldFacts>> tried) {
        if (tried.isEmpty()) {
            return List.of();
        }
        List<String> asked = new ArrayList<>(List.of("count(1)"));
        for (List<FieldFacts> key : tried) {
            asked.add(key.stream()
                    .map(fact -> fact.field().sql())
                    .collect(Collectors.joining(", ", "count(DISTINCT ", ")")));
        }
        Row row = Measuring.row(rows, asked);
        List<Suggestion> found = new ArrayList<>();
        for (int i = 0; i < tried.size(); i++) {
            if (row.getLong(i + 1) == row.getLong(0)) {
                found.add(key(tried.get(i), row.getLong(0)));
            }
        }
        return found;
    }

    private static Suggestion key(List<FieldFacts> key, long rows) {
        List<String> names = key.stream().map(fact -> fact.field().name()).toList();
        return new Suggestion(
                Suggestion.ProposedRule.ofAll(
                        Candidates.id(String.join("-and-", names), "tell-a-row"),
                        Map.of(
                                "check",
                                "IsPrimaryKey "
                                        + names.stream()
                                                .map(WrittenColumn::parameter)
                                                .collect(Collectors.joining(" "))),
                        Severity.BLOCK,
                        "No two rows share " + (names.size() == 1 ? "a value." : "both values.")),
                Suggestion.Kind.KEY,
                names,
                new Suggestion.Found(1, 1, rows),
                names.size() == 1 ? Optional.of(names.get(0) + ": unique: true") : Optional.empty());
    }
}
