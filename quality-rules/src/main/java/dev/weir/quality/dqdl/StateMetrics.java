package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ColumnCount;
import com.amazon.deequ.analyzers.ColumnExists;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.FilterableAnalyzer;
import com.amazon.deequ.analyzers.MaxLength;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.MinLength;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.analyzers.Sum;
import java.util.Set;

/** Which of Deequ's metrics the states of the writing pass answer. */
final class StateMetrics {

    private static final Set<Class<?>> ANSWERED = Set.of(
            ColumnCount.class,
            ColumnExists.class,
            Completeness.class,
            MaxLength.class,
            Maximum.class,
            Mean.class,
            MinLength.class,
            Minimum.class,
            Size.class,
            StandardDeviation.class,
            Sum.class);

    private StateMetrics() {}

    /** Whether states answer every metric of the leaf. */
    static boolean answers(CheckTree leaf) {
        return leaf instanceof CheckTree.Measured measured
                && measured.analyzers().stream().allMatch(StateMetrics::answers);
    }

    private static boolean answers(Analyzer<?, ?> analyzer) {
        boolean filtered = analyzer instanceof FilterableAnalyzer filterable
                && filterable.filterCondition().isDefined();
        return !filtered && ANSWERED.contains(analyzer.getClass());
    }
}
