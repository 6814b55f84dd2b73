package dev.weir.quality.suggest;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.drift.AlarmPower;
import dev.weir.quality.drift.DriftJudge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Finds rules that a table's rows obey. A fifth of the rows, chosen by the hash of all their values, is held out: a rule is
 * found on the others, and proposed only where it holds on both.
 */
public final class RuleFinder {

    private static final int FEW = 50;
    private static final int CORRELATED = 10;
    private static final double STRONG = 0.95;

    /** Whole numbers of which so large a share is different name things, and are not spread in any way. */
    private static final double IDENTIFIERS = 0.8;

    /** Once in how many releases the proposed drift rules together may fail by chance. */
    private static final int ALARM = 100;

    private final List<ProfiledColumn> fields;
    private final List<Rule> known;
    private final Map<String, Dataset<Row>> parents;

    /**
     * @param fields the columns to look at
     * @param known the rules that the table has: what they say is not proposed again
     * @param parents by {@code table.column}, one-column keys of other tables, as one column
     */
    public RuleFinder(List<ProfiledColumn> fields, List<Rule> known, Map<String, Dataset<Row>> parents) {
        this.fields = List.copyOf(fields);
        this.known = List.copyOf(known);
        this.parents = new LinkedHashMap<>(parents);
    }

    /** @param clear the table's rows before masking; read several times */
    public Suggestions find(Dataset<Row> clear) {
        Column[] all = fields.stream().map(field -> functions.expr(field.sql())).toArray(Column[]::new);
        Dataset<Row> rows = clear.select(all)
                .withColumn(
                        Measuring.HELD_OUT,
                        functions
                                .pmod(functions.xxhash64(all), functions.lit(5))
                                .equalTo(0));
        Dataset<Row> learning = rows.where("NOT " + Measuring.HELD_OUT);
        List<FieldFacts> facts = Profiler.facts(learning, fields);
        long count = facts.isEmpty() ? 0 : facts.get(0).rows();
        if (count < Candidates.SUPPORT) {
            return new Suggestions(
                    count,
                    List.of(),
                    List.of("Fewer than " + Candidates.SUPPORT + " rows to learn from: nothing is proposed"));
        }
        Map<String, Map<String, Long>> values = ValueCounts.of(
                learning,
                facts.stream()
                        .filter(fact ->
                                fact.field().showsValues() && fact.field().kind() == ProfiledColumn.Kind.TEXT)
                        .filter(fact -> fact.distinct() > 0 && fact.distinct() <= FEW)
                        .map(FieldFacts::field)
                        .toList());
        List<Candidate> candidates = new ArrayList<>(Candidates.of(facts, values));
        candidates.addAll(ConditionalColumns.of(learning, facts, values));
        List<Suggestion> found = new ArrayList<>(CandidateKeys.of(rows, facts));
        found.addAll(references(rows, facts));
        found.addAll(withoutTies(Measuring.held(rows, candidates)));
        found.addAll(FunctionalDependencies.of(rows, learning, facts));
        found.addAll(correlations(learning, facts));
        found.addAll(drift(facts, values));
        ExistingRules rules = new ExistingRules(known);
        List<Suggestion> fresh = found.stream()
                .filter(suggestion -> !rules.say(suggestion))
                .sorted(Comparator.comparing(Suggestion::kind)
                        .thenComparing(suggestion -> -suggestion.found().learned()))
                .toList();
        return new Suggestions(count, fresh, notes(facts, found.size() - fresh.size()));
    }

    /** Where a is never before b and b never before a, they are equal, and neither order means anything. */
    private static List<Suggestion> withoutTies(List<Suggestion> held) {
        Set<Set<String>> seen = new LinkedHashSet<>();
        Set<Set<String>> ties = new LinkedHashSet<>();
        for (Suggestion suggestion : held) {
            if (suggestion.kind() == Suggestion.Kind.ORDER && !seen.add(Set.copyOf(suggestion.columns()))) {
                ties.add(Set.copyOf(suggestion.columns()));
            }
        }
        return held.stream()
                .filter(suggestion ->
                        suggestion.kind() != Suggestion.Kind.ORDER || !ties.contains(Set.copyOf(suggestion.columns())))
                .toList();
    }

    private List<Suggestion> references(Dataset<Row> rows, List<FieldFacts> facts) {
        List<Suggestion> found = new ArrayList<>();
        for (FieldFacts fact : facts) {
            ProfiledColumn field = fact.field();
            if (fact.filled() < Candidates.SUPPORT
                    || (field.kind() != ProfiledColumn.Kind.TEXT && field.kind() != ProfiledColumn.Kind.WHOLE)) {
                continue;
            }
            parents.forEach((parent, keys) -> {
                if (related(field.name(), parent)
                        && keys.schema()
                                .fields()[0]
                                .dataType()
                                .equals(rows.schema().apply(field.name()).dataType())) {
                    reference(rows, field, parent, keys).ifPresent(found::add);
                }
            });
        }
        return found;
    }

    /** The key's own name, or one that names the parent, as patient and patient_id do patients. */
    private static boolean related(String column, String parent) {
        String child = column.toLowerCase(Locale.ROOT);
        String table = parent.substring(0, parent.indexOf('.')).toLowerCase(Locale.ROOT);
        String key = parent.substring(parent.indexOf('.') + 1).toLowerCase(Locale.ROOT);
        String one = table.endsWith("s") ? table.substring(0, table.length() - 1) : table;
        return (child.equals(key) && key.length() > 2) || child.startsWith(one);
    }

    private static Optional<Suggestion> reference(
            Dataset<Row> rows, ProfiledColumn field, String parent, Dataset<Row> keys) {
        String key = keys.columns()[0];
        Row row = rows.where(field.sql() + " IS NOT NULL")
                .selectExpr(field.sql() + " AS _child", Measuring.HELD_OUT)
                .join(
                        keys.select(ColumnsByName.column(key).as("_parent")).distinct(),
                        functions.col("_child").equalTo(functions.col("_parent")),
                        "left_outer")
                .selectExpr(
                        "count_if(NOT " + Measuring.HELD_OUT + ")",
                        "count_if(NOT " + Measuring.HELD_OUT + " AND _parent IS NULL)",
                        "count_if(" + Measuring.HELD_OUT + ")",
                        "count_if(" + Measuring.HELD_OUT + " AND _parent IS NULL)")
                .head();
        Suggestion.Found found =
                Measuring.found(Math.max(1, row.getLong(0)), row.getLong(1), row.getLong(2), row.getLong(3));
        if (!Measuring.holds(found)) {
            return Optional.empty();
        }
        return Optional.of(new Suggestion(

                // The contract is the best place: the column's type, mask and severity go with it.
                Suggestion.ProposedRule.ofAll(
                        Candidates.id(field.name(), "is-in-" + parent),
                        Map.of(),
                        Severity.WARN,
                        "Its values are those of the key " + parent + "."),
                Suggestion.Kind.REFERENCE,
                List.of(field.name()),
                found,
                Optional.of(field.name() + ": relationships: [{ to: " + parent + " }]")));
    }

    private static List<Suggestion> correlations(Dataset<Row> learning, List<FieldFacts> facts) {
        List<FieldFacts> numbers = facts.stream()
                .filter(fact -> fact.field().kind().isNumber() && fact.field().showsValues())
                .filter(fact -> fact.filled() >= Candidates.SUPPORT
                        && fact.numbers().least() < fact.numbers().greatest())
                .limit(CORRELATED)
                .toList();
        List<List<FieldFacts>> pairs = new ArrayList<>();
        List<String> asked = new ArrayList<>(List.of("count(1)"));
        for (int i = 0; i < numbers.size(); i++) {
            for (int j = i + 1; j < numbers.size(); j++) {
                pairs.add(List.of(numbers.get(i), numbers.get(j)));
                asked.add("corr(" + numbers.get(i).field().sql() + ", "
                        + numbers.get(j).field().sql() + ")");
            }
        }
        if (pairs.isEmpty()) {
            return List.of();
        }
        Row row = Measuring.row(learning, asked);
        List<Suggestion> found = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            double correlation = row.isNullAt(i + 1) ? 0 : row.getDouble(i + 1);
            if (Double.isFinite(correlation) && correlation >= STRONG) {
                found.add(correlation(pairs.get(i), correlation));
            }
        }
        return found;
    }

    private static Suggestion correlation(List<FieldFacts> pair, double correlation) {
        List<String> names = pair.stream().map(fact -> fact.field().name()).toList();
        return new Suggestion(
                Suggestion.ProposedRule.ofAll(
                        Candidates.id(names.get(0), "moves-with-" + names.get(1)),
                        Map.of(
                                "check",
                                "ColumnCorrelation " + WrittenColumn.parameter(names.get(0)) + " "
                                        + WrittenColumn.parameter(names.get(1)) + " > "
                                        + RoundedBounds.share(correlation - 0.1)),
                        Severity.WARN,
                        "The two move together; if they stop, one of them has changed its meaning."),
                Suggestion.Kind.CORRELATION,
                names,
                new Suggestion.Found(1, 1, pair.get(0).rows()),
                Optional.empty());
    }

    /** Where there are rows enough to find what matters; all share one rate of alarms, with those that are there. */
    private List<Suggestion> drift(List<FieldFacts> facts, Map<String, Map<String, Long>> values) {
        List<FieldFacts> partly = facts.stream()
                .filter(fact -> fact.share() > 0.05 && fact.share() < 0.95)
                .toList();
        List<FieldFacts> spread = facts.stream()
                .filter(fact -> fact.field().showsValues())
                .filter(fact -> different(fact, values) >= 2)
                .toList();
        int alarms = partly.size() + spread.size() + DriftJudge.alarms(known);
        List<Suggestion> found = new ArrayList<>();
        for (FieldFacts fact : facts) {
            if (partly.contains(fact) && fact.rows() >= Candidates.SUPPORT) {
                found.add(drift(
                        fact,
                        "is-filled-as-before",
                        "null-rate",
                        "0.05",
                        "Partly filled; a jump means that a form or an export has changed."));
            }
            long released = fact.filled() * 5 / 4; // a fifth is held out
            boolean enough = AlarmPower.findsHalfADeviation(
                    different(fact, values), fact.field().kind().isNumber(), released, ALARM, alarms);
            if (spread.contains(fact) && enough) {
                found.add(drift(
                        fact,
                        "is-spread-as-before",
                        "population-stability-index",
                        "0.1",
                        "A shift of its values looks like news to a model; below 0.1 is usually called small."));
            }
        }
        return found;
    }

    /** How many different values may be compared: of numbers that are no identifiers, of texts where they are few. */
    private static long different(FieldFacts fact, Map<String, Map<String, Long>> values) {
        return switch (fact.field().kind()) {
            case NUMBER -> fact.distinct();
            case WHOLE -> fact.distinct() < IDENTIFIERS * fact.filled() ? fact.distinct() : 0;
            default -> values.getOrDefault(fact.field().name(), Map.of()).size();
        };
    }

    private static Suggestion drift(FieldFacts fact, String id, String measure, String bound, String because) {
        String name = fact.field().name();
        return new Suggestion(
                Suggestion.ProposedRule.ofAll(
                        Candidates.id(name, id),
                        Map.of(
                                "drift",
                                "{ column: \"" + name.replace("\"", "\\\"") + "\", measure: " + measure
                                        + ", against: last-release, atMost: " + bound + ", alarm: once in " + ALARM
                                        + " releases }"),
                        Severity.WARN,
                        because),
                Suggestion.Kind.DRIFT,
                List.of(name),
                new Suggestion.Found(1, 1, fact.rows()),
                Optional.empty());
    }

    private List<String> notes(List<FieldFacts> facts, int known) {
        List<String> notes = new ArrayList<>();
        notes.add("A fifth of the rows was held out, and every proposal holds on it too");
        if (known > 0) {
            notes.add(known + " more hold, and rules of the table say them already");
        }
        long masked = fields.stream().filter(field -> !field.showsValues()).count();
        if (masked > 0) {
            notes.add(masked
                    + " columns are masked: of them only presence, shape, sign, order and dependence are proposed");
        }
        List<String> other = fields.stream()
                .filter(field -> field.kind() == ProfiledColumn.Kind.OTHER)
                .map(ProfiledColumn::name)
                .toList();
        if (!other.isEmpty()) {
            notes.add("Of " + String.join(", ", other) + " only presence was looked at");
        }
        List<String> empty = facts.stream()
                .filter(fact -> fact.filled() < Candidates.SUPPORT)
                .map(fact -> fact.field().name())
                .toList();
        if (!empty.isEmpty()) {
            notes.add("Too few values to learn from: " + String.join(", ", empty));
        }
        notes.add("Not looked for: keys of three columns and more, dependence on two columns, upper bounds of dates");
        return notes;
    }
}
