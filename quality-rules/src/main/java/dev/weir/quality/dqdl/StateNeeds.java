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
import dev.weir.quality.state.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/** What the writing pass has to gather so that a metric of Deequ's can be computed from it. */
final class StateNeeds {

    private StateNeeds() {}

    /**
     * Something to gather.
     *
     * @param condition of which rows; all when empty
     * @param column of which column, as the rule writes it; the rows themselves when empty
     * @param statistic what of it; the number of values when empty
     */
    record Need(Optional<CheckTree.Condition> condition, Optional<String> column, Optional<Statistic> statistic) {}

    /** Whether the pass can gather it. */
    static boolean areKnown(Analyzer<?, ?> analyzer) {
        return analyzer instanceof Size
                || analyzer instanceof ColumnCount
                || analyzer instanceof ColumnExists
                || analyzer instanceof Compliance
                || columnOf(analyzer) != null;
    }

    /** All that is to be gathered. */
    static List<Need> of(Analyzer<?, ?> analyzer) {
        List<Need> needs = new ArrayList<>();
        Optional<CheckTree.Condition> where = where(analyzer);
        Optional<CheckTree.Condition> match = match(analyzer);
        if (match.isPresent()) {
            needs.add(new Need(match, Optional.empty(), Optional.empty()));
        }
        decidedMatch(analyzer)
                .ifPresent(decided -> needs.add(new Need(Optional.of(decided), Optional.empty(), Optional.empty())));
        if (analyzer instanceof Size && where.isPresent()) {
            needs.add(new Need(Optional.of(decided(where.get())), Optional.empty(), Optional.empty()));
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
            return Optional.of(within(analyzer, compliance.predicate(), expr(compliance.predicate())));
        } else if (analyzer instanceof PatternMatch match) {
            return Optional.of(within(
                    analyzer,
                    "regexp_extract(" + match.column() + ", '" + match.pattern() + "', 0) != ''",
                    found(match)));
        } else if (analyzer instanceof ZerosCount zeros) {
            return Optional.of(within(
                    analyzer, zeros.column() + " = 0", col(zeros.column()).equalTo(lit(0))));
        }
        return Optional.empty();
    }

    /** The rows whose text has the pattern. */
    static Column found(PatternMatch match) {
        return regexp_extract(col(match.column()), match.pattern().toString(), 0)
                .notEqual(lit(""));
    }

    /** Where a free condition holds or not: Deequ takes one that is NULL in every row for one without rows. */
    static Optional<CheckTree.Condition> decidedMatch(Analyzer<?, ?> analyzer) {
        return analyzer instanceof Compliance compliance
                ? Optional.of(within(
                        analyzer,
                        bracketed(compliance.predicate()) + " IS NOT NULL",
                        expr(compliance.predicate()).isNotNull()))
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
        if (analyzer instanceof Completeness completeness) {
            return completeness.column();
        } else if (analyzer instanceof Minimum minimum) {
            return minimum.column();
        } else if (analyzer instanceof Maximum maximum) {
            return maximum.column();
        } else if (analyzer instanceof Mean mean) {
            return mean.column();
        } else if (analyzer instanceof Sum sum) {
            return sum.column();
        } else if (analyzer instanceof StandardDeviation deviation) {
            return deviation.column();
        } else if (analyzer instanceof Variance variance) {
            return variance.column();
        } else if (analyzer instanceof Range range) {
            return range.column();
        } else if (analyzer instanceof ZerosCount zeros) {
            return zeros.column();
        } else if (analyzer instanceof PatternMatch match) {
            return match.column();
        } else if (analyzer instanceof MinLength length) {
            return length.column();
        } else if (analyzer instanceof MaxLength length) {
            return length.column();
        }
        return null;
    }

    /** Whether a rule that writes a name so means the column of the other name: as Deequ, in any case. */
    static boolean isOf(String written, String column) {
        return written.equalsIgnoreCase(column) || written.equalsIgnoreCase("`" + column + "`");
    }
}
