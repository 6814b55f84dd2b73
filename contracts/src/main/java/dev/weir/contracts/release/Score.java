package dev.weir.contracts.release;

import dev.weir.contracts.Dimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well the data of a run kept the rules, from 0 to 100, and what took points away. It is about what was delivered and
 * produced: a row that was taken out counts against it, and so does a rule whose failure was waived.
 *
 * <p>Every rule has a mark from 0 to 1: of a rule about rows the share of rows that keep it (ISO/IEC 25024 measures nearly
 * all characteristics of ISO/IEC 25012 by such a ratio); 1 or 0 of any other; 0 of one that could not be evaluated. A rule
 * that is not in force has none, nor has one that had nothing to judge, as there were no rows or records.
 * Marks become a number by weighted means, one of the three functional forms of Pipino, Lee and Wang, "Data Quality
 * Assessment", Communications of the ACM 45(4), 2002: marks to a dimension by severity, dimensions to a table by {@link
 * #weight(Dimension)}. A product's points are half the mean of its own tables, each of which weighs 1, and half the points
 * of the worst of all tables, those of its sources included: a source that is whole makes up for nothing, and no table hides
 * behind the others. Where no table of its own has a mark, they are those of the worst source.
 *
 * <p>So the losses are additive: points and losses make 100. A mark that rises never lowers the score; a rule added that
 * passes in full never lowers it, one added that fails in full never raises it.
 *
 * @param points of 100; empty when nothing was judged or read
 * @param tables those with a mark: the product's, then its sources', each by name
 * @param losses the gravest first, then by table and rule; every rule that took points away
 * @param unjudged rules that passed because there was nothing to judge, in the order of the product's rules: they have no mark
 */
public record Score(OptionalDouble points, List<TableScore> tables, List<Loss> losses, List<Unjudged> unjudged) {

    /** The name of the formula: another one will have another name. */
    public static final String FORMULA = "weir-score-3";

    private static final int COARSE = 5;

    /** Digits after the point that a sum of many doubles of at most 100 still has right. */
    private static final int EXACT = 11;

    public Score {
        tables = List.copyOf(tables);
        losses = List.copyOf(losses);
        unjudged = List.copyOf(unjudged);
    }

    /** What a run's counts and verdicts come to. */
    public static Score of(RunRecord record) {
        return Scoring.score(RuleScores.of(record), RuleScores.unjudged(record));
    }

    /**
     * How much a dimension weighs in a table: 3 for accuracy, consistency and uniqueness, whose failures look like good
     * data; 2 for completeness and conformity, whose failures can be seen; 1 for coverage and timeliness.
     */
    public static int weight(Dimension dimension) {
        return switch (dimension) {
            case ACCURACY, CONSISTENCY, UNIQUENESS -> 3;
            case COMPLETENESS, CONFORMITY -> 2;
            case COVERAGE, TIMELINESS -> 1;
        };
    }

    /** One digit, rounded down: only what is whole is 100. What sums of doubles lose in their last digits is no loss. */
    public static String words(double points) {
        return BigDecimal.valueOf(points)
                .setScale(EXACT, RoundingMode.HALF_EVEN)
                .setScale(1, RoundingMode.DOWN)
                .toPlainString();
    }

    /** The points in {@link #words(double) words}, or a dash when there are none. */
    public String words() {
        return words(points);
    }

    public static String words(OptionalDouble points) {
        return points.isPresent() ? words(points.getAsDouble()) : "–";
    }

    /**
     * For descriptions that leave the centre: rounded down to a multiple of 5, since a tenth of a point between two releases may tell of
     * one person's rows; a dash when there are no points.
     */
    public String coarse() {
        return points.isPresent()
                ? Integer.toString((int) Math.floor(Double.parseDouble(words()) / COARSE) * COARSE)
                : words();
    }

    /** The table with the fewest points, the first of several; empty when nothing was judged. */
    public Optional<TableScore> worst() {
        return tables.stream().min(Comparator.comparingDouble(TableScore::points));
    }

    /** Whose table it is. */
    public enum Kind {
        PRODUCT,
        SOURCE
    }

    /**
     * A table's part.
     *
     * @param table its name; {@code contract-id.table} of a source
     * @param points of 100
     * @param dimensions those with a mark, in ODCS's order
     */
    public record TableScore(String table, Kind kind, double points, List<DimensionScore> dimensions) {
        public TableScore {
            dimensions = List.copyOf(dimensions);
        }
    }

    /**
     * A dimension's part in a table.
     *
     * @param points of 100
     * @param marks how many rules it rests on
     */
    public record DimensionScore(Dimension dimension, double points, int marks) {}

    /**
     * What took points away.
     *
     * @param rule its id
     * @param points of the product's 100
     * @param found one sentence; no value of any row
     * @param standing whether its failure was waived
     */
    public record Loss(String rule, String table, double points, String found, Standing standing) {}

    /**
     * A rule without a mark.
     *
     * @param why one sentence
     */
    public record Unjudged(String rule, String table, String why) {}

    /** Whether a steward has accepted a failure for a time; it costs the same. */
    public enum Standing {
        OPEN,
        WAIVED
    }
}
