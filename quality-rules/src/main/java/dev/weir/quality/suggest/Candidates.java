package dev.weir.quality.suggest;

import dev.weir.contracts.Severity;
import dev.weir.quality.suggest.Suggestion.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions on rows that the learning rows suggest; whether they hold is measured after. */
final class Candidates {

    /** Fewer rows than these say nothing. */
    static final long SUPPORT = 20;

    private static final int VALUES = 25;
    private static final long SELDOM = 1000;
    private static final int PAIRS = 120;
    private static final double NAMED_SHARE = 0.95;

    private final List<Candidate> found = new ArrayList<>();

    private Candidates() {}

    /** Those on one column, and on pairs of them. */
    static List<Candidate> of(List<FieldFacts> facts, Map<String, Map<String, Long>> values) {
        Candidates candidates = new Candidates();
        for (FieldFacts fact : facts) {
            if (fact.rows() >= SUPPORT) {
                candidates.completeness(fact);
            }
            if (fact.filled() >= SUPPORT) {
                candidates.text(fact, values.getOrDefault(fact.field().name(), Map.of()));
                candidates.number(fact);
            }
        }
        candidates.orders(facts);
        return candidates.found;
    }

    private void completeness(FieldFacts fact) {
        String name = fact.field().name();
        if (fact.filled() == fact.rows()) {
            add(
                    name,
                    "is-filled",
                    Kind.COMPLETENESS,
                    fact.field().sql() + " IS NOT NULL",
                    Severity.QUARANTINE,
                    "Every row has a value here so far.",
                    Optional.of(name + ": required: true"));
        } else if (fact.share() >= 0.9) {
            add(
                    name,
                    "is-mostly-filled",
                    Kind.COMPLETENESS,
                    fact.field().sql() + " IS NOT NULL",
                    Severity.WARN,
                    "Nearly every row has a value here.",
                    Optional.empty());
        }
    }

    private void text(FieldFacts fact, Map<String, Long> values) {
        ProfiledColumn field = fact.field();
        if (field.kind() != ProfiledColumn.Kind.TEXT) {
            return;
        }
        for (int i = 0; i < TextPatterns.NAMED.size(); i++) {
            if (fact.texts().named().get(i) >= NAMED_SHARE * fact.filled()) {
                TextPatterns.Named named = TextPatterns.NAMED.get(i);
                add(
                        field.name(),
                        named.id(),
                        Kind.PATTERN,
                        named.of(field),
                        Severity.QUARANTINE,
                        "Every value is " + named.words() + ".",
                        Optional.empty());
                return;
            }
        }
        if (valueSet(field, values, fact)) {
            return;
        }
        Optional<String> shape = fact.texts().shape().flatMap(TextPatterns::expression);
        if (shape.isPresent()) {
            add(
                    field.name(),
                    "has-its-shape",
                    Kind.SHAPE,
                    field.sql() + " RLIKE '" + shape.get() + "'",
                    Severity.WARN,
                    "Every value has the same shape.",
                    Optional.of(field.name() + ": pattern: \""
                            + shape.get().substring(1, shape.get().length() - 1) + "\""));
        } else if (fact.texts().longest() > 1 && fact.texts().longest() <= 1000) {
            long longest = RoundedBounds.length(fact.texts().longest());
            add(
                    field.name(),
                    "is-of-usual-length",
                    Kind.LENGTH,
                    "length(" + field.sql() + ") BETWEEN "
                            + Math.min(1, fact.texts().shortest()) + " AND " + longest,
                    Severity.WARN,
                    "No value is longer, with a tenth to spare.",
                    Optional.of(field.name() + ": maxLength: " + longest));
        }
    }

    private boolean valueSet(ProfiledColumn field, Map<String, Long> values, FieldFacts fact) {
        if (!field.showsValues() || values.isEmpty()) {
            return false;
        }
        // What came once, or less than once in a thousand, may be a slip of the pen; the threshold bears it.
        List<String> usual = values.entrySet().stream()
                .filter(value -> value.getValue() >= 2 && value.getValue() * SELDOM >= fact.filled())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (usual.isEmpty() || usual.size() > VALUES || fact.filled() < SUPPORT * usual.size() / 2) {
            return false;
        }
        add(
                field.name(),
                "is-a-known-value",
                Kind.VALUE_SET,
                field.sql() + " IN (" + usual.stream().map(Candidates::literal).collect(Collectors.joining(", ")) + ")",
                Severity.WARN,
                "The column has had " + usual.size() + (usual.size() == 1 ? " value" : " values") + " so far"
                        + (usual.size() < values.size() ? ", but for what came less than once in a thousand." : "."),
                Optional.empty());
        return true;
    }

    private void number(FieldFacts fact) {
        ProfiledColumn field = fact.field();
        if (!field.kind().isNumber()
                || !Double.isFinite(fact.numbers().least())
                || !Double.isFinite(fact.numbers().greatest())) {
            return;
        }
        if (!field.showsValues()) {
            if (fact.numbers().least() >= 0) {
                add(
                        field.name(),
                        "is-not-negative",
                        Kind.RANGE,
                        field.sql() + " >= 0",
                        Severity.QUARANTINE,
                        "No value is below zero.",
                        Optional.of(field.name() + ": minimum: 0"));
            }
            return;
        }
        RoundedBounds.Range range = RoundedBounds.range(fact);
        add(
                field.name(),
                "is-in-its-range",
                Kind.RANGE,
                field.sql() + " BETWEEN " + range.least() + " AND " + range.greatest(),
                Severity.WARN,
                range.holds(fact.numbers().least())
                                && range.holds(fact.numbers().greatest())
                        ? "Values seen, rounded outward."
                        : "Twice as far from the median as 98 of 100 values reach; some lie further out.",
                Optional.of(field.name() + ": minimum: " + range.least() + ", maximum: " + range.greatest()));
    }

    private void orders(List<FieldFacts> facts) {
        int pairs = 0;
        for (int i = 0; i < facts.size() && pairs < PAIRS; i++) {
            for (int j = i + 1; j < facts.size() && pairs < PAIRS; j++) {
                ProfiledColumn one = facts.get(i).field();
                ProfiledColumn other = facts.get(j).field();
                boolean comparable = one.kind().isTemporal()
                        ? one.kind() == other.kind()
                        : one.kind().isNumber() && other.kind().isNumber() && alike(one.name(), other.name());
                if (comparable
                        && facts.get(i).filled() >= SUPPORT
                        && facts.get(j).filled() >= SUPPORT) {
                    pairs++;
                    order(one, other);
                    order(other, one);
                }
            }
        }
    }

    private void order(ProfiledColumn earlier, ProfiledColumn later) {
        found.add(new Candidate(
                id(later.name(), "not-before-" + earlier.name()),
                Kind.ORDER,
                List.of(earlier.name(), later.name()),
                Candidate.Condition.of(later.sql() + " >= " + earlier.sql()),
                Severity.QUARANTINE,
                "'" + later.name() + "' has never been " + (earlier.kind().isTemporal() ? "before" : "less than") + " '"
                        + earlier.name() + "'.",
                Optional.empty()));
    }

    /** Two numbers are compared only where their names share a word, as min_dose and max_dose do. */
    private static boolean alike(String one, String other) {
        Set<String> words = words(one);
        words.retainAll(words(other));
        return !words.isEmpty();
    }

    private static Set<String> words(String name) {
        Set<String> words =
                new HashSet<>(Arrays.asList(name.toLowerCase(Locale.ROOT).split("[_ .-]+")));
        words.removeIf(word -> word.length() < 3);
        return words;
    }

    private void add(
            String column,
            String what,
            Kind kind,
            String predicate,
            Severity severity,
            String because,
            Optional<String> contract) {
        found.add(new Candidate(
                id(column, what),
                kind,
                List.of(column),
                Candidate.Condition.of(predicate),
                severity,
                because,
                contract));
    }

    /** A rule's id, of a column and its condition. */
    static String id(String column, String what) {
        return (column + "-" + what).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}.-]+", "-");
    }

    /** A text in SQL. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
