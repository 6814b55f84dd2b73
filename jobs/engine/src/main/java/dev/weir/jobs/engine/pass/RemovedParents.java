package dev.weir.jobs.engine.pass;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.lit;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.jobs.engine.scope.Verb;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows that were released before and refer to a parent that the run takes out. The rule would take such rows out, but it
 * judges those that the run brings; so the run is refused.
 */
final class RemovedParents {

    private final String product;
    private final Verb verb;
    private final RemovedKeys lost;

    /** @param verb which command asks */
    RemovedParents(String product, Verb verb, RemovedKeys lost) {
        this.product = product;
        this.verb = verb;
        this.lost = lost;
    }

    /**
     * Looks for them.
     *
     * @throws dev.weir.contracts.ProblemsException with {@link Code#LOAD} for each rule that they would break
     */
    void check(Map<String, TableRun> tables) {
        Problems problems = new Problems();
        for (TableRun table : tables.values()) {
            if (table.product() instanceof StagedTable staged && !staged.base().isEmpty()) {
                for (RulePlan planned : table.plan().markers()) {
                    if (planned.rule().check() instanceof Rule.Reference reference
                            && planned.rule().severity() == Severity.QUARANTINE) {
                        check(planned, reference, table.plan(), staged, tables, problems);
                    }
                }
            }
        }
        problems.throwIfAny();
    }

    private void check(
            RulePlan planned,
            Rule.Reference reference,
            TablePlan table,
            StagedTable staged,
            Map<String, TableRun> tables,
            Problems problems) {
        TableRun parent = requireNonNull(tables.get(reference.parent()), reference.parent());
        if (lost.isNone(parent, reference.parentColumns())) {
            return;
        }
        Dataset<Row> keys = lost.of(parent, reference.parentColumns());
        if (keys.isEmpty()) {
            return;
        }
        Row orphans = staged.rows()
                .join(keys, RemovedKeys.same(reference.columns()), "left_semi")
                .agg(
                        functions.count(lit(1)),
                        functions.count_distinct(functions.struct(ColumnsByName.columns(reference.columns()))))
                .first();
        if (orphans.getLong(0) > 0) {
            problems.add(
                    Code.LOAD,
                    table.table().place(),
                    count(orphans.getLong(0), "row") + " of '" + table.name()
                            + "' that were released before lose their parents in '" + reference.parent() + "'",
                    "by " + names(reference) + " they refer to " + count(orphans.getLong(1), "key")
                            + " that this run takes out of '" + reference.parent() + "'; rule '" + planned.id()
                            + "' would quarantine them, but '" + table.name() + "' is loaded by '"
                            + table.load().mode() + "', where rules take out rows that the run brings",
                    "to let them go: 'weir run " + product + " --full', which makes every table from the files that"
                            + " lie there now" + verb.afterFull(product) + "; if not: bring the rows of '"
                            + reference.parent()
                            + "' back, and " + verb.again());
        }
    }

    private static String names(Rule.Reference reference) {
        return "'" + String.join("', '", reference.columns()) + "'";
    }

    private static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
