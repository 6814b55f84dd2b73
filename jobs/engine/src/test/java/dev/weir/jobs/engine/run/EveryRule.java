package dev.weir.jobs.engine.run;

import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.jobs.engine.load.GeneratedDelivery;
import dev.weir.jobs.engine.load.GeneratedDelivery.Child;
import dev.weir.jobs.engine.load.GeneratedDelivery.Parent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A rule about a generated table, and what plain Java says of it.
 *
 * @param yaml as it stands in the rule file; empty for a rule that the contract states
 */
@NullUnmarked // NULL is a value here, and filters know it
record EveryRule(String id, String yaml, Said right) {

    /** An answer with its counts. */
    record Said(Answer answer, long evaluated, long failed) {
        static Said of(Verdict verdict) {
            return new Said(
                    verdict.answer(), verdict.rows().evaluated(), verdict.rows().failed());
        }
    }

    /**
     * Those of one table.
     *
     * @param oneOf of so many of a steward's rules one is taken, by chance
     */
    static List<EveryRule> of(long seed, int table, GeneratedDelivery first, GeneratedDelivery second, int oneOf) {
        Random random = new Random(seed * 1000 + table);
        List<EveryRule> all = new Made(random, table, first, second).rules();
        all.removeIf(rule -> !rule.yaml.isEmpty() && random.nextInt(oneOf) > 0);
        return all;
    }

    @Override
    public String toString() {
        return id + " " + yaml.strip() + " has to be " + right;
    }

    private static final class Made {
        private static final double NEAR = 0.37;

        private final Random random;
        private final String name;
        private final GeneratedDelivery delivery;
        private final List<Child> produced;
        private final List<Child> released;
        private final List<Child> before;
        private final List<EveryRule> made = new ArrayList<>();

        Made(Random random, int table, GeneratedDelivery first, GeneratedDelivery second) {
            this.random = random;
            this.name = "t" + table;
            this.delivery = second;
            this.produced = second.tables().get(table);
            this.released = second.released(table);
            this.before = first.released(table);
        }

        List<EveryRule> rules() {
            contract();
            rows();
            counts();
            numbers();
            values();
            groups();
            moments();
            others();
            history();
            return made;
        }

        // what is stated by the contract

        private void contract() {
            stated("key", released.isEmpty() ? idle() : new Said(Answer.PASSED, released.size(), 0));
            stated(
                    "mother.reference",
                    marked(produced, child -> child.mother() == null || delivery.parentOf(child) != null));
            stated("n.conform.cast", marked(produced, Child::isNumber));
            stated("v.minimum", marked(produced, child -> child.v() == null || child.v() >= 0));
            stated("v.maximum", marked(produced, child -> child.v() == null || child.v() <= 8));
            stated("g.required", share(produced, child -> child.g() != null, 0.9));
            stated(
                    "h.maxLength",
                    marked(produced, child -> child.h() == null || child.h().length() <= 1));
            stated(
                    "word.pattern",
                    marked(
                            produced,
                            child -> child.word() == null || child.word().matches("[a-z]*")));
            Map<Long, Long> votes = counted(released, Child::v);
            stated("v.unique", marked(released, child -> child.v() == null || votes.getOrDefault(child.v(), 0L) == 1));
        }

        private void stated(String id, Said right) {
            made.add(new EveryRule(name + "." + id, "", right));
        }

        // rules on rows

        private void rows() {
            long v = random.nextInt(9);
            double threshold = List.of(0.5, 0.8, 0.9).get(random.nextInt(3));
            rule("row: v > " + v, marked(produced, child -> child.v() == null || child.v() > v));
            rule(
                    "row: v > " + v + ", threshold: " + threshold,
                    share(produced, child -> child.v() == null || child.v() > v, threshold));
            for (String g : List.of("a", "nobody")) {
                rule(
                        "row: v > " + v + ", where: g = '" + g + "', threshold: " + threshold,
                        share(where(produced, g), child -> child.v() == null || child.v() > v, threshold));
                dqdl(
                        "ColumnValues \"v\" > " + v + " where \"g = '" + g + "'\" with threshold >= " + threshold,
                        share(where(released, g), child -> child.v() != null && child.v() > v, threshold));
            }
            rule(
                    "row: 10 / v > " + v + ", where: 6 / v > 1",
                    marked(
                            produced.stream()
                                    .filter(child -> child.v() != null && (child.v() == 0 || 6.0 / child.v() > 1))
                                    .toList(),
                            child -> child.v() != null && child.v() != 0 && 10.0 / child.v() > v));
            rule("row: v >= parent.w, join: parents", marked(produced, child -> above(child, 0)));
            rule(
                    "row: v >= parent.w, join: parents, where: parent.w > 2, threshold: " + threshold,
                    share(
                            produced.stream()
                                    .filter(child -> parent(child).w() != null
                                            && parent(child).w() > 2)
                                    .toList(),
                            child -> above(child, 0),
                            threshold));
            rule("depends: { on: [g], column: h, by: majority }", marked(produced, this::isMajority));
            rule(
                    "depends: { on: [g], column: h, by: majority }, threshold: " + threshold,
                    share(produced, this::isMajority, threshold));
            rule(
                    "check: 'ReferentialIntegrity \"mother\" \"parents.id\" = 1.0', threshold: " + threshold,
                    share(released, child -> child.mother() == null || delivery.parentOf(child) != null, threshold));
            Map<String, Long> pairs = counted(released, child -> child.g() + " " + child.v());
            rule(
                    "check: 'IsPrimaryKey \"g\" \"v\"', threshold: " + threshold,
                    share(
                            released,
                            child -> child.g() != null
                                    && child.v() != null
                                    && pairs.getOrDefault(child.g() + " " + child.v(), 0L) == 1,
                            threshold));
        }

        private Parent parent(Child child) {
            return Objects.requireNonNullElse(delivery.parentOf(child), new Parent(-1, null));
        }

        private boolean above(Child child, long more) {
            Long w = parent(child).w();
            return child.v() == null || w == null || child.v() >= w + more;
        }

        private boolean isMajority(Child child) {
            if (child.g() == null || child.h() == null) {
                return true;
            }
            Map<String, Long> votes = counted(
                    produced.stream()
                            .filter(other -> child.g().equals(other.g()))
                            .toList(),
                    Child::h);
            long most = votes.values().stream().mapToLong(count -> count).max().orElse(0);
            long winners =
                    votes.values().stream().filter(count -> count == most).count();
            return votes.getOrDefault(child.h(), 0L) == most && winners == 1;
        }

        private static List<Child> where(List<Child> rows, String g) {
            return rows.stream().filter(child -> g.equals(child.g())).toList();
        }

        // DQDL of one column

        private void counts() {
            number("RowCount", released.size());
            number(
                    "RowCount",
                    " where \"v > 3\"",
                    (double) released.stream()
                            .filter(child -> child.v() != null)
                            .filter(child -> child.v() > 3)
                            .count(),
                    released.stream().anyMatch(child -> child.v() != null));
            rule("check: 'RowCount = " + produced.size() + "', of: produced", says(true));
            number("ColumnCount", 10);
            dqdl("ColumnExists \"v\"", says(true));
            dqdl("ColumnNamesMatchPattern \"^[a-z]+$\"", says(true));
            dqdl("IsComplete \"v\"", says(!released.isEmpty() && nulls(Child::v) == 0));
            dqdl("IsComplete \"id\"", says(!released.isEmpty()));
            for (Map.Entry<String, Function<Child, @Nullable Object>> column : COLUMNS.entrySet()) {
                number(
                        "Completeness \"" + column.getKey() + "\"",
                        1 - nulls(column.getValue()) / (double) released.size(),
                        0.11);
            }
            List<Child> ofA = where(released, "a");
            if (ofA.isEmpty()) {
                dqdl("Completeness \"v\" > 0.5 where \"g = 'a'\"", idle());
            } else {
                double missing = ofA.stream().filter(child -> child.v() == null).count();
                number("Completeness \"v\"", " where \"g = 'a'\"", 1 - missing / ofA.size(), true);
            }
        }

        private static final Map<String, Function<Child, @Nullable Object>> COLUMNS =
                Map.of("g", Child::g, "x", Child::x, "word", Child::word, "n", Child::n);

        private long nulls(Function<Child, @Nullable Object> column) {
            return released.stream()
                    .filter(child -> column.apply(child) == null)
                    .count();
        }

        private List<Double> numbers(Function<Child, @Nullable Number> column) {
            List<Double> found = new ArrayList<>();
            for (Child child : released) {
                Number value = column.apply(child);
                if (value != null) {
                    found.add(value.doubleValue());
                }
            }
            return found;
        }

        private void numbers() {
            Map<String, Function<Child, @Nullable Number>> columns = Map.of("v", Child::v, "x", Child::x);
            columns.forEach((column, value) -> {
                List<Double> found = numbers(value);
                double sum = found.stream().mapToDouble(number -> number).sum();
                double mean = sum / found.size();
                double variance = moment(found, mean, 2);
                double least =
                        found.stream().mapToDouble(number -> number).min().orElse(Double.NaN);
                double greatest =
                        found.stream().mapToDouble(number -> number).max().orElse(Double.NaN);
                String of = " \"" + column + "\"";
                number("Mean" + of, mean);
                number("Sum" + of, found.isEmpty() ? Double.NaN : sum);
                number("StandardDeviation" + of, Math.sqrt(variance));
                number("Variance" + of, variance);
                number("Range" + of, greatest - least);
                number(
                        "ZerosCount" + of,
                        released.isEmpty()
                                ? Double.NaN
                                : found.stream().filter(number -> number == 0).count());
                boolean whole = !released.isEmpty() && nulls(value::apply) == 0;
                double bound = Math.floor(Double.isNaN(least) ? 0 : least) + random.nextInt(3) - 1;
                dqdl("ColumnValues" + of + " > " + bound, says(whole && least > bound));
                dqdl("ColumnValues" + of + " <= " + bound, says(whole && greatest <= bound));
                dqdl("ColumnValues" + of + " between -6 and 6", says(whole && least > -6 && greatest < 6));
            });
        }

        private static double moment(List<Double> numbers, double mean, int power) {
            return numbers.isEmpty()
                    ? Double.NaN
                    : numbers.stream()
                                    .mapToDouble(number -> Math.pow(number - mean, power))
                                    .sum()
                            / numbers.size();
        }

        private void values() {
            List<String> words =
                    released.stream().map(Child::word).filter(Objects::nonNull).toList();
            boolean whole = !released.isEmpty() && words.size() == released.size();
            int length = 2 + random.nextInt(8);
            dqdl(
                    "ColumnLength \"word\" < " + length,
                    says(!words.isEmpty() && words.stream().allMatch(word -> word.length() < length)));
            dqdl(
                    "ColumnLength \"word\" >= 2",
                    says(!words.isEmpty() && words.stream().allMatch(word -> word.length() >= 2)));
            dqdl(
                    "ColumnValues \"word\" matches \"[a-z]+\"",
                    says(whole && words.stream().allMatch(word -> word.matches("[a-z]+"))));
            dqdl(
                    "ColumnValues \"g\" in [\"a\", \"b\"]",
                    share(released, child -> Set.of("a", "b").contains(child.g() + ""), 1.0));
            dqdl("ColumnValues \"g\" != \"c\"", says(decided(Child::g) && all(child -> !"c".equals(child.g()))));
            double half = 0.5;
            dqdl(
                    "ColumnValues \"g\" in [\"a\", \"b\"] with threshold >= " + half,
                    share(released, child -> Set.of("a", "b").contains(child.g() + ""), half));
            dqdl(
                    "ColumnValues \"word\" matches \"[a-z]+\" with threshold >= " + half,
                    ofMasked(share(
                            released,
                            child -> child.word() != null && child.word().matches("[a-z]+"),
                            half)));
            dqdl(
                    "ColumnValues \"day\" > \"2020-01-05\" with threshold >= " + half,
                    share(
                            released,
                            child -> child.day() != null && child.day().isAfter(LocalDate.of(2020, 1, 5)),
                            half));
            dqdl(
                    "ColumnDataType \"code\" = \"INTEGER\" with threshold >= " + half,
                    share(
                            released,
                            child -> child.code() != null && child.code().matches("-?[0-9]+([.][0-9]+)?"),
                            half));
            dqdl(
                    "ColumnDataType \"code\" = \"DATE\" with format = \"yyyy-MM-dd\" with threshold >= 0.1",
                    share(released, child -> "2026-01-05".equals(child.code()), 0.1));
            dqdl("DataFreshness \"day\" < 1 days", marked(released, child -> false));
            dqdl("DataFreshness \"day\" < 90000 days", marked(released, child -> child.day() != null));
            dqdl(
                    "CustomSql \"SELECT * FROM primary WHERE v < 5\" with threshold >= " + half,
                    share(released, child -> child.v() != null && child.v() < 5, half));
            dqdl("(RowCount > 5) and (IsComplete \"id\")", says(released.size() > 5));
            dqdl("(RowCount > 5) or (IsComplete \"id\")", says(true));
        }

        private boolean decided(Function<Child, @Nullable Object> column) {
            return nulls(column) < released.size();
        }

        private boolean all(Predicate<Child> right) {
            return !released.isEmpty() && released.stream().allMatch(right);
        }

        // groups

        private void groups() {
            Map<String, Long> groups = counted(released, Child::g);
            double all = groups.values().stream().mapToLong(count -> count).sum();
            double single = groups.values().stream().filter(count -> count == 1).count();
            double entropy = groups.values().stream()
                    .mapToDouble(count -> -count / all * Math.log(count / all))
                    .sum();
            number("Uniqueness \"g\"", all == 0 ? Double.NaN : single / all, 0.11);
            number("UniqueValueRatio \"g\"", single / groups.size(), 0.11);
            number("DistinctValuesCount \"g\"", groups.size() + (nulls(Child::g) > 0 ? 1 : 0));
            number("Entropy \"g\"", all == 0 ? Double.NaN : entropy);
            dqdl("IsUnique \"g\"", says(all > 0 && single == all));
            dqdl("IsUnique \"id\"", says(!released.isEmpty()));
            dqdl("IsPrimaryKey \"id\"", says(!released.isEmpty()));
        }

        // rows together

        private void moments() {
            List<Double> v = numbers(Child::v);
            double mean = v.stream().mapToDouble(number -> number).average().orElse(Double.NaN);
            double variance = moment(v, mean, 2);
            if (v.size() > 3 && variance > 0) {
                number("Skewness \"v\"", moment(v, mean, 3) / Math.pow(variance, 1.5));
                number("Kurtosis \"v\"", moment(v, mean, 4) / (variance * variance) - 3);
                dqdl("InterquartileRange \"v\" <= 13", says(true));
                dqdl("InterquartileRange \"v\" > 13", says(false));
            }
            List<Child> both = released.stream()
                    .filter(child -> child.v() != null && child.x() != null)
                    .toList();
            double mx = both.stream()
                    .mapToDouble(child -> child.x().doubleValue())
                    .average()
                    .orElse(Double.NaN);
            double mv = both.stream().mapToDouble(Child::v).average().orElse(Double.NaN);
            double xx = both.stream()
                    .mapToDouble(child -> Math.pow(child.x().doubleValue() - mx, 2))
                    .sum();
            double vv = both.stream()
                    .mapToDouble(child -> Math.pow(child.v() - mv, 2))
                    .sum();
            double xv = both.stream()
                    .mapToDouble(child -> (child.x().doubleValue() - mx) * (child.v() - mv))
                    .sum();
            if (both.size() > 2 && xx > 0 && vv > 0) {
                number("ColumnCorrelation \"v\" \"x\"", xv / Math.sqrt(xx * vv));
            }
            number("CustomSql \"SELECT count(*) FROM primary WHERE v > 4\"", (double) released.stream()
                    .filter(child -> child.v() != null)
                    .filter(child -> child.v() > 4)
                    .count());
            rule(
                    "check: 'CustomSql \"SELECT count(*) FROM primary WHERE v > 4\" = "
                            + produced.stream()
                                    .filter(child -> child.v() != null)
                                    .filter(child -> child.v() > 4)
                                    .count()
                            + "', of: produced",
                    says(true));
        }

        // other tables

        private void others() {
            List<Parent> parents = delivery.parentsIn();
            number("RowCountMatch \"parents\"", released.size() / (double) parents.size(), 0.11);
            double w = parents.stream()
                    .map(Parent::w)
                    .filter(Objects::nonNull)
                    .mapToLong(value -> value)
                    .sum();
            double v = numbers(Child::v).stream().mapToDouble(value -> value).sum();
            number("AggregateMatch \"sum(v)\" \"sum(parents.w)\"", v == 0 && w == 0 ? 1 : w == 0 ? 0 : v / w, 0.11);
            number(
                    "ReferentialIntegrity \"mother\" \"parents.{id}\"",
                    released.isEmpty() ? Double.NaN : 1 - nulls(Child::mother) / (double) released.size(),
                    0.11);
            Map<Long, @Nullable Long> byId = new HashMap<>();
            parents.forEach(parent -> byId.put(parent.id(), parent.w()));
            number(
                    "DatasetMatch \"parents\" \"id->id\" \"v->w\"",
                    released.isEmpty()
                            ? Double.NaN
                            : released.stream()
                                            .filter(child -> byId.containsKey(child.id())
                                                    && Objects.equals(byId.get(child.id()), child.v()))
                                            .count()
                                    / (double) released.size(),
                    0.11);
            dqdl("SchemaMatch \"parents\" >= 0.5", says(false));
            number("RowCountMatch \"raw.files.parents\"", released.size() / 12.0, 0.11);
        }

        // releases before

        private void history() {
            dqdl("RowCount >= last()", says(released.size() >= before.size()));
            boolean isNothing = released.isEmpty() || before.isEmpty(); // of no row there is nothing to judge
            double change = Math.abs(nullRate(released) - nullRate(before));
            for (double bound : List.of(0.05, 0.2, 0.5)) {
                if (Math.abs(change - bound) > 1e-9) {
                    rule(
                            "drift: { column: v, measure: null-rate, atMost: " + bound + " }",
                            says(isNothing || change <= bound));
                }
            }
        }

        private static double nullRate(List<Child> rows) {
            return rows.isEmpty()
                    ? 0
                    : rows.stream().filter(child -> child.v() == null).count() / (double) rows.size();
        }

        // how a rule is written

        private void number(String measure, double right) {
            number(measure, right, NEAR);
        }

        private void number(String measure, double right, double near) {
            number(measure, "", right, near, true);
        }

        private void number(String measure, String where, double right, boolean hasRows) {
            number(measure, where, right, NEAR, hasRows);
        }

        /** A bound a little below what is right, or one a little above; not what {@code validate} refuses. */
        private void number(String measure, String where, double right, double near, boolean hasRows) {
            boolean isShare = SHARES.contains(measure.split(" ", 2)[0]);
            boolean isSigned = SIGNED.contains(measure.split(" ", 2)[0]);
            List<Double> bounds =
                    new ArrayList<>(Double.isNaN(right) ? List.of(0.5) : List.of(right - near, right + near));
            Collections.shuffle(bounds, random);
            for (double bound : bounds) {
                if ((isSigned || bound >= 0) && (!isShare || bound < 1)) {
                    dqdl(
                            measure + " > "
                                    + BigDecimal.valueOf(bound)
                                            .setScale(3, RoundingMode.HALF_EVEN)
                                            .toPlainString()
                                    + where,
                            says(hasRows && right > bound));
                    return;
                }
            }
        }

        private static final Set<String> SHARES = Set.of(
                "Completeness",
                "Uniqueness",
                "UniqueValueRatio",
                "ReferentialIntegrity",
                "DatasetMatch",
                "ColumnCorrelation");
        private static final Set<String> SIGNED =
                Set.of("Mean", "Sum", "Skewness", "Kurtosis", "ColumnCorrelation", "AggregateMatch", "CustomSql");

        /** What is said of each row: of none there is nothing to judge. */
        private static final Set<String> OF_ROWS = Set.of(
                "Completeness", "IsComplete", "ColumnValues", "ColumnLength", "Uniqueness", "IsUnique", "IsPrimaryKey");

        private void dqdl(String check, Said right) {
            boolean idle = released.isEmpty() && OF_ROWS.contains(check.split(" ", 2)[0]);
            rule("check: '" + check.replace("'", "''") + "'", idle ? idle() : right);
        }

        private void rule(String body, Said right) {
            String id = name + "-" + made.size();
            made.add(new EveryRule(
                    id,
                    "  - { id: " + id + ", table: " + name + ", " + body
                            + ", severity: warn, dimension: consistency, owner: clinic@example.org, because: \"Tests.\" }\n",
                    right));
        }

        private static Said says(boolean right) {
            return new Said(right ? Answer.PASSED : Answer.FAILED, 0, 0);
        }

        private static Said idle() {
            return new Said(Answer.PASSED, 0, 0);
        }

        private static Said marked(Collection<Child> rows, Predicate<Child> right) {
            return share(rows, right, 1);
        }

        private static Said share(Collection<Child> rows, Predicate<Child> right, double threshold) {
            long failed = rows.stream().filter(right.negate()).count();
            return new Said(
                    rows.size() - failed >= threshold * rows.size() ? Answer.PASSED : Answer.FAILED,
                    rows.size(),
                    failed);
        }

        /** Of the values of a masked column no number of rows is said. */
        private static Said ofMasked(Said right) {
            return new Said(right.answer(), 0, 0);
        }

        private static <K> Map<K, Long> counted(List<Child> rows, Function<Child, @Nullable K> by) {
            Map<K, Long> counts = new HashMap<>();
            for (Child child : rows) {
                K key = by.apply(child);
                if (key != null) {
                    counts.merge(key, 1L, Long::sum);
                }
            }
            return counts;
        }
    }
}
