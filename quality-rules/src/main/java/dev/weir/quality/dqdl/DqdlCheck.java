package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import dev.weir.contracts.Rule;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DQDL rule, compiled once and used for one table. Not to be compiled anew between measuring and judging: Deequ gives
 * some of its metrics a new name each time.
 */
public final class DqdlCheck {

    private final Rule rule;
    private final CheckTree tree;
    private final List<String> columns;

    DqdlCheck(Rule rule, CheckTree tree, List<String> columns) {
        this.rule = rule;
        this.tree = tree;
        this.columns = List.copyOf(columns);
    }

    /** The rule that was compiled. */
    public Rule rule() {
        return rule;
    }

    /** {@link Answerable#STATES} or {@link Answerable#STAGED}. */
    public Answerable answerable() {
        return leaves().stream().allMatch(StateMetrics::answers) ? Answerable.STATES : Answerable.STAGED;
    }

    /** The columns whose values decide, in the table's order; a mask on one of them may change the answer. */
    public List<String> columns() {
        return columns;
    }

    /** The request with what this check needs of the writing pass, where that {@linkplain #answerable answers} it. */
    public MetricRequest addTo(MetricRequest request) {
        MetricRequest more = request;
        if (answerable() == Answerable.STATES) {
            for (CheckTree leaf : leaves()) {
                more = leaf instanceof CheckTree.Measured measured ? addTo(more, measured) : more;
            }
        }
        return more;
    }

    private MetricRequest addTo(MetricRequest request, CheckTree.Measured leaf) {
        MetricRequest more = request;
        for (Analyzer<?, ?> analyzer : leaf.analyzers()) {
            Optional<Statistic> statistic = StateMetrics.statistic(analyzer);
            String written = StateMetrics.columnOf(analyzer);
            for (String column : columns) {
                if (statistic.isPresent() && written != null && StateMetrics.isOf(written, column)) {
                    more = more.with(column, statistic.get());
                }
            }
        }
        return more;
    }

    CheckTree tree() {
        return tree;
    }

    /** The leaves of the tree, from left to right. */
    List<CheckTree> leaves() {
        List<CheckTree> leaves = new ArrayList<>();
        collect(tree, leaves);
        return leaves;
    }

    private static void collect(CheckTree tree, List<CheckTree> leaves) {
        if (tree instanceof CheckTree.Combined node) {
            node.parts().forEach(part -> collect(part, leaves));
        } else {
            leaves.add(tree);
        }
    }

    @Override
    public String toString() {
        return "DqdlCheck[" + rule.id() + "]";
    }
}
