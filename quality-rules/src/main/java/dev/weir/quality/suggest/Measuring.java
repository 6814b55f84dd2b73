package dev.weir.quality.suggest;

import dev.weir.contracts.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How well all rows obey the candidates: counted apart for the rows that they were found on and those held out. */
final class Measuring {

    /** The column that is true for rows held out. */
    static final String HELD_OUT = "_weir_held_out";

    private static final int AT_ONCE = 50;
    private static final double ENOUGH = 0.95;
    /** What a rule may lose on rows it was not found on, before it is taken for learnt by heart. */
    private static final double LOST = 0.02;

    private Measuring() {}

    /** Those that hold. */
    static List<Suggestion> held(Dataset<Row> rows, List<Candidate> candidates) {
        List<Suggestion> held = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += AT_ONCE) {
            List<Candidate> some = candidates.subList(from, Math.min(from + AT_ONCE, candidates.size()));
            List<String> asked = new ArrayList<>();
            for (Candidate candidate : some) {
                for (String rest : List.of("NOT " + HELD_OUT, HELD_OUT)) {
                    asked.add(
                            "count_if(" + rest + " AND " + candidate.condition().applies() + ")");
                    asked.add(
                            "count_if(" + rest + " AND " + candidate.condition().fails() + ")");
                }
            }
            Row row = row(rows, asked);
            for (int i = 0; i < some.size(); i++) {
                suggestion(
                                some.get(i),
                                row.getLong(4 * i),
                                row.getLong(4 * i + 1),
                                row.getLong(4 * i + 2),
                                row.getLong(4 * i + 3))
                        .ifPresent(held::add);
            }
        }
        return held;
    }

    /** Aggregates of all rows, by their SQL. */
    static Row row(Dataset<Row> rows, List<String> aggregates) {
        return rows.selectExpr(aggregates.toArray(String[]::new)).head();
    }

    private static Optional<Suggestion> suggestion(
            Candidate candidate, long learnt, long learntFailing, long heldOut, long heldOutFailing) {
        if (learnt < Candidates.SUPPORT) {
            return Optional.empty();
        }
        Suggestion.Found found = found(learnt, learntFailing, heldOut, heldOutFailing);
        if (!holds(found)) {
            return Optional.empty();
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put("row", candidate.condition().predicate());
        candidate.condition().where().ifPresent(where -> body.put("where", where));
        return Optional.of(of(candidate, body, found, learntFailing + heldOutFailing));
    }

    static Suggestion.Found found(long learnt, long learntFailing, long heldOut, long heldOutFailing) {
        return new Suggestion.Found(
                1 - (double) learntFailing / learnt,
                heldOut == 0 ? 1 : 1 - (double) heldOutFailing / heldOut,
                learnt + heldOut);
    }

    static boolean holds(Suggestion.Found found) {
        return found.learned() >= ENOUGH && found.held() >= ENOUGH && found.held() >= found.learned() - LOST;
    }

    /** A rule that some rows break only warns, and bears as many as there are. */
    static Suggestion of(Candidate candidate, Map<String, String> body, Suggestion.Found found, long failing) {
        return new Suggestion(
                new Suggestion.ProposedRule(
                        candidate.name(),
                        body,
                        failing == 0 ? candidate.ifAll() : Severity.WARN,
                        failing == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(RoundedBounds.share(Math.min(found.learned(), found.held()))),
                        candidate.because()),
                candidate.kind(),
                candidate.columns(),
                found,
                failing == 0 ? candidate.contract() : Optional.empty());
    }
}
