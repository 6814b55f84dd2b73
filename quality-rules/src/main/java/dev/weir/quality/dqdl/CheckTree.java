package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.metrics.Metric;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import scala.collection.JavaConverters;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleLogicalOperator;

/** A compiled DQDL rule: leaves that say yes or no, joined by {@code and} and {@code or}. */
sealed interface CheckTree {

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** One method per kind. */
    interface Cases<R> {
        R measured(Measured leaf);

        R executed(Executed leaf);

        R combined(Combined node);
    }

    /** Constraints on metrics that Deequ computes. */
    record Measured(DQRule rule, Check check) implements CheckTree {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.measured(this);
        }

        Set<Analyzer<?, Metric<?>>> analyzers() {
            return new LinkedHashSet<>(JavaConverters.setAsJavaSet(check.requiredAnalyzers()));
        }
    }

    /** A rule that Deequ answers by a query of its own. */
    record Executed(ExecutableRule rule) implements CheckTree {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.executed(this);
        }
    }

    /** Several, of which all or one must hold. */
    record Combined(DQRuleLogicalOperator operator, List<CheckTree> parts) implements CheckTree {
        public Combined {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.combined(this);
        }
    }
}
