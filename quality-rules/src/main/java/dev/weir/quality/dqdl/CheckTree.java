package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.dqdl.model.DeequMetricMapping;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlFacts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import software.amazon.glue.dqdl.model.DQRule;

/** A compiled DQDL rule: leaves that say yes or no, joined by {@code and} and {@code or}. */
sealed interface CheckTree {

    Finding judgedBy(Findings judge);

    /**
     * Constraints on metrics that Deequ computes.
     *
     * @param check the constraints; for a rule that asks for past values they hold only once it {@linkplain PastResolver
     *     has them}
     * @param names what DQDL calls the metrics
     * @param past the condition, where it asks for past values
     * @param exact the condition, where metrics that are known by all their digits are held to it
     */
    record Measured(
            DQRule rule,
            Check check,
            List<DeequMetricMapping> names,
            Optional<DqdlCondition> past,
            Optional<ExactCondition> exact)
            implements CheckTree {
        public Measured {
            names = List.copyOf(names);
        }

        Measured(DQRule rule, Check check, List<DeequMetricMapping> names) {
            this(rule, check, names, Optional.empty(), Optional.empty());
        }

        @Override
        public Finding judgedBy(Findings judge) {
            return judge.measured(this);
        }

        Set<Analyzer<?, Metric<?>>> analyzers() {
            return new LinkedHashSet<>(JavaConverters.setAsJavaSet(check.requiredAnalyzers()));
        }
    }

    /**
     * The share of rows for which a condition holds.
     *
     * @param share what the share has to be; all of the rows where empty
     * @param metric the share's name in DQDL
     * @param written the condition in the SQL of the rule's author; empty where the rule's words say it
     */
    record Counted(
            DQRule rule,
            Condition right,
            Optional<Condition> where,
            Optional<ExactCondition> share,
            String metric,
            Optional<String> written)
            implements CheckTree {
        boolean holds(long rightRows, long allRows) {
            return share.map(asked -> asked.holds(rightRows, allRows)).orElse(rightRows == allRows);
        }

        @Override
        public Finding judgedBy(Findings judge) {
            return judge.counted(this);
        }
    }

    /** A condition on a row, and the text by which it is known. */
    record Condition(String text, Column column) {}

    /** What the table's columns alone answer. */
    record Known(Finding finding) implements CheckTree {
        @Override
        public Finding judgedBy(Findings judge) {
            return judge.known(this);
        }
    }

    /**
     * A comparison with another table.
     *
     * @param other its name, as the rule writes it
     * @param columns of the rule's own table, before any mask
     */
    record Compared(DqdlFacts.Leaf leaf, ExecutableRule rule, String other, StructType columns) implements CheckTree {
        /** The measure's name in DQDL. */
        String metric() {
            return DeequName.spelt(rule.evaluatedMetricName().get());
        }

        @Override
        public Finding judgedBy(Findings judge) {
            return judge.compared(this);
        }
    }

    /** Several, of which all or one must hold. */
    record Combined(DqdlFacts.Operator operator, List<CheckTree> parts) implements CheckTree {
        public Combined {
            parts = List.copyOf(parts);
        }

        @Override
        public Finding judgedBy(Findings judge) {
            return judge.combined(this);
        }
    }
}
