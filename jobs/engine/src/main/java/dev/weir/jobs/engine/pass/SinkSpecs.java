package dev.weir.jobs.engine.pass;

import dev.weir.contracts.Column;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.history.HistoryMeasures;
import dev.weir.jobs.engine.internals.SparkTypes;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.MarkerRule;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.RowRule;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.sink.spec.Watch;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.state.MetricRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.functions;

/** A table's plan in the sink's terms. */
final class SinkSpecs {

    private SinkSpecs() {}

    /**
     * For a table of the product.
     *
     * @param product the plan that the table is part of
     * @param known files that the last release was made of
     */
    static SinkSpec of(
            Plan product,
            TablePlan table,
            String run,
            WorkspaceKey key,
            List<DqdlCheck> checks,
            Set<String> known,
            HashMethod method) {
        List<RowRule> rules = new ArrayList<>();
        for (RulePlan plan : table.rules(VerdictSource.ROW)) {
            if (plan.rule().check() instanceof Rule.Row check) {
                rules.add(new RowRule(
                        plan.id(),
                        functions.expr(check.sql()),
                        String.join(", ", check.columns()),
                        plan.rule().severity(),
                        check.where().isPresent() ? RowRule.IfNull.LEFT_OUT : RowRule.IfNull.PASSES));
            }
        }
        List<MarkerRule> markers = table.markers().stream()
                .map(plan -> plan.rule().check() instanceof Rule.TextCast cast
                        ? unread(plan.id(), cast, table)
                        : new MarkerRule(
                                plan.id(),
                                columnsAtFault(plan.rule()),
                                plan.rule().severity()))
                .toList();
        return new SinkSpec(
                run,
                columns(table, key),
                new SinkSpec.Rules(rules, markers, product.listed(table)),
                HistoryMeasures.of(table, key, checks),
                new SinkSpec.Kept(Origin.LEFT_OUT, 0, table.aside().columns()),
                new Watch(
                        table.protection().watched(),
                        table.protection().forms(),
                        table.protection().models(),
                        product.harmless().stream()
                                .filter(said -> said.table().equals(table.name()))
                                .collect(Collectors.toMap(
                                        HarmlessColumn::column, said -> Set.copyOf(said.looksLike()), SinkSpecs::both)),
                        table.table()
                                .keys()
                                .subject()
                                .filter(subject -> !table.mask(subject).keeps()),
                        table.protection().minors().isWatched() ? Watch.Minors.MARKED : Watch.Minors.UNMARKED,
                        known),
                method);
    }

    /** For a source that is landed: every column as it is, with its origin, nothing judged. */
    static SinkSpec landing(SourceRead read, String run) {
        return new SinkSpec(
                        run,
                        read.table().columns().stream()
                                .map(column -> GovernedColumn.kept(column.name(), SparkTypes.of(column.type())))
                                .toList(),
                        SinkSpec.Rules.NONE,
                        MetricRequest.countsOnly(),
                        Origin.KEPT)
                .hashed(HashMethod.NONE);
    }

    private static List<GovernedColumn> columns(TablePlan table, WorkspaceKey key) {
        List<GovernedColumn> columns = new ArrayList<>();
        for (Column column : table.table().columns()) {
            ColumnMask mask = table.mask(column.name());
            columns.add(new GovernedColumn(
                    column.name(),
                    SparkTypes.of(column.type()),
                    Optional.of(mask.recipe(key)),
                    mask.mask().shifts() ? table.table().keys().subject() : Optional.empty()));
        }
        return columns;
    }

    /** Without a value a row goes out, whatever the severity, and breaks no rule about that column. */
    private static MarkerRule unread(String id, Rule.TextCast cast, TablePlan table) {
        return new MarkerRule(
                id,
                cast.column(),
                Severity.QUARANTINE,
                table.rules(VerdictSource.ROW).stream()
                        .filter(plan -> plan.rule().check() instanceof Rule.Row row
                                && row.columns().contains(cast.column()))
                        .map(RulePlan::id)
                        .toList());
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static String columnsAtFault(Rule rule) {
        if (rule.check() instanceof Rule.Key key) {
            return String.join(", ", key.columns());
        }
        if (rule.check() instanceof Rule.Reference reference) {
            return String.join(", ", reference.columns());
        }
        if (rule.check() instanceof Rule.Row row) {
            return String.join(", ", row.columns());
        }
        if (rule.check() instanceof Rule.Depends depends) {
            return depends.column();
        }
        return "";
    }
}
