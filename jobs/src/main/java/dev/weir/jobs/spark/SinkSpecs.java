package dev.weir.jobs.spark;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.Answer;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.spark.sink.ColumnMask;
import dev.weir.jobs.spark.sink.GovernedColumn;
import dev.weir.jobs.spark.sink.MarkerRule;
import dev.weir.jobs.spark.sink.Origin;
import dev.weir.jobs.spark.sink.RowRule;
import dev.weir.jobs.spark.sink.SinkSpec;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.Statistic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.functions;

/** A table's plan in the sink's terms. */
final class SinkSpecs {

    private SinkSpecs() {}

    /** For a table of the product. */
    static SinkSpec of(TablePlan table, String run, WorkspaceKey key, List<DqdlCheck> checks) {
        List<RowRule> rules = new ArrayList<>();
        for (RulePlan plan : table.rules(Answer.ROW)) {
            if (plan.rule().check() instanceof Rule.Row check) {
                rules.add(new RowRule(
                        plan.id(),
                        functions.expr(check.predicate()),
                        String.join(", ", check.columns()),
                        plan.rule().severity()));
            }
        }
        List<MarkerRule> markers = table.markers().stream()
                .map(plan -> new MarkerRule(
                        plan.id(), blamed(plan.rule()), plan.rule().severity()))
                .toList();
        return new SinkSpec(run, columns(table, key), rules, markers, metrics(table, checks), Origin.LEFT_OUT);
    }

    /** For a source that is landed: every column as it is, with its origin, nothing judged. */
    static SinkSpec landing(SourceRead read, String run) {
        return new SinkSpec(
                run,
                read.table().columns().stream()
                        .map(column -> GovernedColumn.kept(column.name(), SparkTypes.of(column.type())))
                        .toList(),
                List.of(),
                List.of(),
                MetricRequest.countsOnly(),
                Origin.KEPT);
    }

    private static List<GovernedColumn> columns(TablePlan table, WorkspaceKey key) {
        List<GovernedColumn> columns = new ArrayList<>();
        for (Column column : table.table().columns()) {
            dev.weir.jobs.plan.ColumnMask mask = table.mask(column.name());
            columns.add(new GovernedColumn(
                    column.name(), SparkTypes.of(column.type()), ColumnMask.of(mask.mask(), key, mask.domain())));
        }
        return columns;
    }

    private static String blamed(Rule rule) {
        if (rule.check() instanceof Rule.Key key) {
            return String.join(", ", key.columns());
        }
        if (rule.check() instanceof Rule.Reference reference) {
            return String.join(", ", reference.columns());
        }
        if (rule.check() instanceof Rule.Depends depends) {
            return depends.column();
        }
        return "";
    }

    /**
     * What is measured of every table: values that are there in each column, moments of numbers, distinct values of key
     * and reference columns, quantiles of real numbers; and what the table's DQDL rules need. Drift and history live on
     * these states.
     */
    private static MetricRequest metrics(TablePlan table, List<DqdlCheck> checks) {
        Set<String> keys = new HashSet<>(table.table().keys().primary());
        table.table().keys().references().forEach(reference -> keys.addAll(reference.columns()));
        MetricRequest request = MetricRequest.countsOnly();
        for (Column column : table.table().columns()) {
            List<Statistic> wanted = new ArrayList<>();
            if (column.type() instanceof DataType.Int64 || column.type() instanceof DataType.Decimal) {
                wanted.add(Statistic.NUMBERS);
            } else if (column.type() instanceof DataType.Real) {
                wanted.add(Statistic.NUMBERS);
                wanted.add(Statistic.QUANTILES);
            }
            if (keys.contains(column.name())) {
                wanted.add(Statistic.DISTINCT);
            }
            if (!wanted.isEmpty()) {
                request = request.with(column.name(), wanted.toArray(Statistic[]::new));
            }
        }
        for (DqdlCheck check : checks) {
            request = check.addTo(request);
        }
        return request;
    }
}
