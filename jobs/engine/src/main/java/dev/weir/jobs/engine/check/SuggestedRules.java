package dev.weir.jobs.engine.check;

import dev.weir.contracts.Column;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.suggest.ProfiledColumn;
import dev.weir.quality.suggest.RuleFinder;
import dev.weir.quality.suggest.Suggestions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Proposes rules for a table from the sources as they lie. */
public final class SuggestedRules {

    private final WeirSession session;
    private final String version;
    private final RunEvent.Listener listener;

    /**
     * In an open session.
     *
     * @param version Weir's own
     * @param listener is called for each stage
     */
    public SuggestedRules(WeirSession session, String version, RunEvent.Listener listener) {
        this.session = session;
        this.version = version;
        this.listener = listener;
    }

    /** What a table's rows obey, before any rule or mask; nothing of it holds a value of a masked column. */
    public Suggestions of(Product product, String table) {
        Workspace workspace = session.workspace();
        Plan plan = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, product.id(), workspace.day(Instant.now()));
        TablePlan planned = plan.table(table);
        List<ProfiledColumn> fields = new ArrayList<>();
        for (Column column : planned.table().columns()) {
            fields.add(ProfiledColumn.of(
                    column,
                    planned.mask(column.name()).keeps() ? ProfiledColumn.Show.VALUES : ProfiledColumn.Show.SHAPES));
        }
        List<Rule> known = product.rules().stream()
                .filter(rule -> rule.table().equals(table))
                .toList();
        return new CheckRun(session, version, listener).overClearRows(product.id(), "suggest", rows -> {
            Map<String, Dataset<Row>> parents = new LinkedHashMap<>();
            for (Table other : product.tables()) {
                if (!other.name().equals(table) && other.keys().primary().size() == 1) {
                    String key = other.keys().primary().get(0);
                    parents.put(
                            other.name() + "." + key, rows.apply(other.name()).select(ColumnsByName.column(key)));
                }
            }
            return new RuleFinder(fields, known, parents).find(rows.apply(table));
        });
    }
}
