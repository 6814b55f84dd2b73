package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.RowCondition;
import dev.weir.quality.state.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * A DQDL rule, compiled once and used for one table. Not to be compiled anew between measuring and judging: Deequ gives
 * some of its metrics a new name each time.
 */
public final class DqdlCheck {

    private final Rule rule;
    private final CheckTree tree;
    private final List<String> columns;
    private final boolean masked;
    private final ShownMetrics shown;
    private final Map<String, RowCondition> bound;

    private DqdlCheck(
            Rule rule,
            CheckTree tree,
            List<String> columns,
            boolean masked,
            ShownMetrics shown,
            Map<String, RowCondition> bound) {
        this.rule = rule;
        this.tree = tree;
        this.columns = List.copyOf(columns);
        this.masked = masked;
        this.shown = shown;
        this.bound = Map.copyOf(bound);
    }

    static DqdlCheck of(Rule rule, CheckTree tree, List<String> columns, boolean masked, UnseenColumns unseen) {
        return new DqdlCheck(rule, tree, columns, masked, new ShownMetrics(unseen), Map.of());
    }

    /** The same check with the conditions that it needs, bound to the rows that come. */
    DqdlCheck with(Map<String, RowCondition> conditions) {
        Map<String, RowCondition> needed = new LinkedHashMap<>(conditions);
        needed.keySet().retainAll(conditions().keySet());
        return new DqdlCheck(rule, tree, columns, masked, shown, needed);
    }

    public Rule rule() {
        return rule;
    }

    /** Which rows break it, of BOOLEAN and never NULL; empty where it asks for more than a share of the rows. */
    public Optional<Column> failing() {
        return tree instanceof CheckTree.Counted counted && counted.where().isEmpty()
                ? Optional.of(functions.not(functions.coalesce(counted.right().column(), functions.lit(false))))
                : Optional.empty();
    }

    /** {@link CheckRequirements#STATES} or {@link CheckRequirements#STAGED}. */
    public CheckRequirements answerable() {
        return leaves().stream().allMatch(DqdlCheck::isFromStates)
                ? CheckRequirements.STATES
                : CheckRequirements.STAGED;
    }

    /** The columns whose values decide, in the table's order; a mask on one of them may change the answer. */
    public List<String> columns() {
        return columns;
    }

    /** The request with all that this check can use of the writing pass. */
    public MetricRequest addTo(MetricRequest request) {
        MetricRequest more = request;
        for (StateNeeds.Need need : needs()) {
            Optional<String> column = need.column().flatMap(this::named);
            Statistic[] statistics = need.statistic().stream().toArray(Statistic[]::new);
            Optional<RowCondition> condition =
                    need.condition().map(CheckTree.Condition::text).map(bound::get);
            if (condition.isPresent()) {
                more = more.withPart(condition.get(), column, statistics);
            } else if (column.isPresent() && statistics.length > 0) {
                more = more.with(column.get(), statistics);
            }
        }
        return more;
    }

    private Optional<String> named(String written) {
        return WrittenColumn.among(columns, DeequName.spelt(written));
    }

    private List<StateNeeds.Need> needs() {
        List<StateNeeds.Need> needs = new ArrayList<>();
        for (CheckTree leaf : leaves()) {
            if (leaf instanceof CheckTree.Measured measured) {
                for (Analyzer<?, ?> analyzer : measured.analyzers()) {
                    if (StateNeeds.areKnown(analyzer)) {
                        needs.addAll(StateNeeds.of(analyzer));
                    }
                }
            } else if (leaf instanceof CheckTree.Compared compared) {
                TableMatches.summed(compared)
                        .forEach(column -> needs.add(new StateNeeds.Need(
                                Optional.empty(), Optional.of(column), Optional.of(Statistic.NUMBERS))));
            } else if (leaf instanceof CheckTree.Counted counted) {
                needs.add(StateNeeds.Need.rows(counted.right()));
                counted.where().map(StateNeeds.Need::rows).ifPresent(needs::add);
            }
        }
        return needs;
    }

    /** The conditions on rows that it counts by, by their text. */
    Map<String, Column> conditions() {
        Map<String, Column> conditions = new LinkedHashMap<>();
        for (StateNeeds.Need need : needs()) {
            need.condition().ifPresent(condition -> conditions.put(condition.text(), condition.column()));
        }
        return conditions;
    }

    private static boolean isFromStates(CheckTree leaf) {
        return leaf instanceof CheckTree.Measured measured
                ? measured.analyzers().stream().allMatch(StateNeeds::areKnown)
                : !(leaf instanceof CheckTree.Compared);
    }

    boolean looksIntoMasked() {
        return masked;
    }

    /** Whether a number that a leaf measures may be said and kept. */
    boolean maySay(DQRule leaf) {
        return !masked || shown.show(leaf);
    }

    /** The same of a share of rows: of a query only its condition counts. */
    boolean maySay(CheckTree.Counted leaf) {
        return !masked || leaf.written().map(shown::showRowsOf).orElseGet(() -> shown.show(leaf.rule()));
    }

    /** The same of a comparison with another table. */
    boolean maySay(CheckTree.Compared leaf) {
        return !masked || ShownMetrics.show(leaf.leaf());
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

    /** What its leaves measure. */
    Stream<Analyzer<?, Metric<?>>> analyzers() {
        return leaves().stream()
                .filter(CheckTree.Measured.class::isInstance)
                .flatMap(leaf -> ((CheckTree.Measured) leaf).analyzers().stream());
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
