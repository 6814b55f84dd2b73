package dev.weir.jobs.engine.report;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.sql.SqlTemplate;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import dev.weir.lineage.ProductLineage;
import dev.weir.lineage.ProductLineage.ReadColumn;
import dev.weir.lineage.ProductLineage.ReadTable;
import dev.weir.lineage.ProductLineage.TableQuery;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graph of one product as the events of its run have it. */
public final class EventLineage {

    private static final Logger LOG = LoggerFactory.getLogger(EventLineage.class);

    private EventLineage() {}

    /** Each table of the product with its own query's edges, and the columns of what the product reads. */
    public static ProductLineage of(LineageGraph graph) {
        List<TableLineage> made = new ArrayList<>();
        List<ReadTable> read = new ArrayList<>();
        for (String table : graph.tables()) {
            List<WorkspaceColumn> columns = graph.columns(table);
            if (columns.stream().allMatch(column -> column instanceof WorkspaceColumn.OfProduct)) {
                made.add(new TableLineage(
                        table,
                        columns.stream()
                                .map(WorkspaceColumn::name)
                                .map(name -> new ColumnLineage(
                                        name.column(), edges(graph, name).toList()))
                                .toList(),
                        graph.rows(table),
                        graph.untraced(table)));
            } else {
                read.add(new ReadTable(
                        table,
                        columns.stream()
                                .map(column -> new ReadColumn(column.name().column(), column.type()))
                                .toList()));
            }
        }
        return new ProductLineage(made, read);
    }

    /** Of a release as it was signed with it; not known, with a word in the log, where that cannot be read. */
    public static ProductLineage of(Workspace workspace, Manifest manifest) {
        try {
            return ReleasedLineage.of(StoredReleaseLog.of(workspace), manifest)
                    .map(EventLineage::of)
                    .orElse(ProductLineage.UNKNOWN);
        } catch (ProblemsException e) {
            LOG.warn("The lineage event of {} says nothing of columns: {}", manifest.reference(), e.getMessage());
            return ProductLineage.UNKNOWN;
        }
    }

    /** The queries of a plan, as events may have them. */
    public static List<TableQuery> queries(Plan plan) {
        return plan.tables().stream()
                .map(table -> new TableQuery(
                        plan.product().id() + "." + table.name(),
                        SqlTemplate.of(table.route().query().sql()),
                        table.route().inputs().stream()
                                .map(input -> LineageGraph.name(plan, input))
                                .toList()))
                .toList();
    }

    /** A column that a load adds is made of another one of its table; an event has what that one is made of: a table is no input of itself. */
    private static Stream<LineageEdge> edges(LineageGraph graph, InputColumn column) {
        return graph.into(column).stream()
                .flatMap(step -> step.from().table().equals(column.table())
                        ? graph.into(step.from()).stream().map(before -> edge(before, step))
                        : Stream.of(new LineageEdge(step.from(), step.kind())));
    }

    private static LineageEdge edge(LineageStep before, LineageStep step) {
        return new LineageEdge(before.from(), before.kind().then(step.kind()));
    }
}
