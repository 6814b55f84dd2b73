package dev.weir.quality.dqdl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ColumnCount;
import com.amazon.deequ.analyzers.ColumnExists;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.FilterableAnalyzer;
import com.amazon.deequ.analyzers.MaxLength;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.MinLength;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.PatternMatch;
import com.amazon.deequ.analyzers.Range;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.analyzers.Variance;
import com.amazon.deequ.analyzers.ZerosCount;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.quality.state.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;
import scala.Product;

/** What the writing pass has to gather so that a metric of Deequ's can be computed from it. */
final class StateNeeds {

    /** Metrics of one column, which is the first part of each. */
    private static final Set<Class<?>> OF_ONE_COLUMN = Set.of(
            Completeness.class,
            Minimum.class,
            Maximum.class,
            Mean.class,
            Sum.class,
            StandardDeviation.class,
            Variance.class,
            Range.class,
            ZerosCount.class,
            PatternMatch.class,
            MinLength.class,
            MaxLength.class);

    private StateNeeds() {}

    /**
     * Something to gather.
     *
     * @param condition of which rows; all when empty
     * @param column of which column, as the rule writes it; the rows themselves when empty
     * @param statistic what of it; the number of values when empty
     */
    record Need(Optional<CheckTree.Condition> condition, Optional<String> column, Optional<Statistic> statistic) {
        /** How many rows meet a condition. */
        static Need rows(CheckTree.Condition condition) {
            return new Need(Optional.of(condition), Optional.empty(), Optional.empty());
        }
    }

    /** Whether the pass can gather it. */
    static boolean areKnown(Analyzer<?, ?> analyzer) {
        return analyzer instanceof Size
                || analyzer instanceof ColumnCount
                || analyzer instanceof ColumnExists
                || analyzer instanceof Compliance
                || columnOf(analyzer) != null;
    }

    static List<Need> of(Analyzer<?, ?> analyzer) {
        List<Need> needs = new ArrayList<>();
        Optional<CheckTree.Condition> where = where(analyzer);
        match(analyzer).map(Need::rows).ifPresent(needs::add);
        decidedMatch(analyzer).map(Need::rows).ifPresent(needs::add);
        if (analyzer instanceof Size && where.isPresent()) {
            needs.add(Need.rows(decided(where.get())));
        }
        String column = columnOf(analyzer);
        Optional<Statistic> statistic = statistic(analyzer);
        Optional<String> ofColumn = statistic.isPresent() || analyzer instanceof Completeness
                ? Optional.ofNullable(column)
                : Optional.empty();
        if (where.isPresent() || statistic.isPresent()) {
            needs.add(new Need(where, ofColumn, statistic));
        }
        return needs;
    }

    /** The rows that a metric is about. */
    static Optional<CheckTree.Condition> where(Analyzer<?, ?> analyzer) {
        return analyzer instanceof FilterableAnalyzer filterable
                        && filterable.filterCondition().isDefined()
                ? Optional.of(new CheckTree.Condition(
                        filterable.filterCondition().get(),
                        expr(filterable.filterCondition().get())))
                : Optional.empty();
    }

    /** Where a condition is true or false, and not NULL. */
    static CheckTree.Condition decided(CheckTree.Condition condition) {
        return new CheckTree.Condition(
                bracketed(condition.text()) + " IS NOT NULL", condition.column().isNotNull());
    }

    /** The rows that match, among those that the metric is about. */
    static Optional<CheckTree.Condition> match(Analyzer<?, ?> analyzer) {
        if (analyzer instanceof Compliance compliance) {
            return Optional.of(
                    within(analyzer, compliance.predicate(), DeequName.ofRows(expr(compliance.predicate()))));
        } else if (analyzer instanceof PatternMatch match) {
            return Optional.of(within(
                    analyzer,
                    "regexp_extract(" + match.column() + ", '" + match.pattern() + "', 0) != ''",
                    found(match)));
        } else if (analyzer instanceof ZerosCount zeros) {
            return Optional.of(within(
                    analyzer,
                    zeros.column() + " = 0",
                    col(DeequName.quoted(zeros.column())).equalTo(lit(0))));
        }
        return Optional.empty();
    }

    /** The rows whose text has the pattern. */
    static Column found(PatternMatch match) {
        return regexp_extract(
                        col(DeequName.quoted(match.column())), match.pattern().toString(), 0)
                .notEqual(lit(""));
    }

    /** Where a free condition holds or not: Deequ takes one that is NULL in every row for one without rows. */
    static Optional<CheckTree.Condition> decidedMatch(Analyzer<?, ?> analyzer) {
        return analyzer instanceof Compliance compliance
                ? Optional.of(within(
                        analyzer,
                        bracketed(compliance.predicate()) + " IS NOT NULL",
                        DeequName.ofRows(expr(compliance.predicate())).isNotNull()))
                : Optional.empty();
    }

    /** A comment at its end may not take the bracket. */
    private static String bracketed(String expression) {
        return "(" + expression + "\n)";
    }

    private static CheckTree.Condition within(Analyzer<?, ?> analyzer, String text, Column column) {
        return where(analyzer)
                .map(where -> new CheckTree.Condition(
                        bracketed(where.text()) + " AND " + bracketed(text),
                        where.column().and(column)))
                .orElseGet(() -> new CheckTree.Condition(text, column));
    }

    /** What has to be measured of a column's values; nothing where counts are enough. */
    static Optional<Statistic> statistic(Analyzer<?, ?> analyzer) {
        if (analyzer instanceof MinLength || analyzer instanceof MaxLength) {
            return Optional.of(Statistic.LENGTHS);
        }
        boolean counts = columnOf(analyzer) == null
                || analyzer instanceof Completeness
                || analyzer instanceof PatternMatch
                || analyzer instanceof ZerosCount;
        return counts ? Optional.empty() : Optional.of(Statistic.NUMBERS);
    }

    /** The column of a metric of one column, as the rule writes it. */
    static @Nullable String columnOf(Analyzer<?, ?> analyzer) {
        return OF_ONE_COLUMN.contains(analyzer.getClass()) ? (String) ((Product) analyzer).productElement(0) : null;
    }

    /** Whether a rule that writes a name so means the column of the other name: as Deequ, in any case. */
    static boolean isOf(String written, String column) {
        return WrittenColumn.means(DeequName.spelt(written), column);
    }
}
