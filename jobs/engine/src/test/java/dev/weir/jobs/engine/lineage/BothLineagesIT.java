package dev.weir.jobs.engine.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.sql.Derivation.Edge;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.analysis.PlanLineage;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.ProductLineage;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import dev.weir.testing.Torture;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lineage of a query's text, found without Spark, is the one of its analysed plan. */
@ExtendWith(SparkFixture.class)
class BothLineagesIT {

    /** What Weir takes in no query, so that its text has no lineage: draws of rows. */
    private static final List<String> REFUSED = List.of("TABLESAMPLE");

    private final SparkSession shared;
    private final SparkSqlGrammar grammar = new SparkSqlGrammar();

    BothLineagesIT(SparkSession shared) {
        this.shared = shared;
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinical", "molecules", "wards"})
    void ofExamples(String example) {
        Workspace workspace = WorkspaceReader.read(
                Path.of("..", "..", "examples", example), Optional.empty(), Map.of(), Grammars.languages());
        Planner planner = new Planner(Grammars.languages(), LawPack.of(workspace.law()));
        for (Product product : workspace.products()) {
            Plan plan = planner.plan(workspace, product.id(), LocalDate.of(2026, 6, 1));
            assertThat(ProductLineage.of(plan, grammar).steps())
                    .isEqualTo(PlanLineage.of(WeirSession.in(shared, workspace), plan));
        }
    }

    @Test
    void ofWrittenQueries() throws Exception {
        LineageTables tables = QueryLineageIT.tables(shared.newSession());
        List<String> queries = QueryLineageIT.queries().stream()
                .map(QueryLineageIT.Query::sql)
                .filter(sql -> REFUSED.stream().noneMatch(sql::contains))
                .toList();

        assertThat(queries).hasSizeGreaterThan(90);
        assertThat(differences(queries, tables)).isEmpty();
    }

    @Test
    void ofGeneratedQueries() throws Exception {
        LineageTables tables = new LineageTables(shared.newSession())
                .with("t", "id INT, a INT, b INT, c STRING, tags ARRAY<INT>")
                .with("u", "id INT, k INT, v INT, c STRING");
        long seed = Torture.seed("weir.lineage.seed");
        QueryGrammar grammar = new QueryGrammar(seed);
        List<String> queries = Stream.generate(grammar::next).limit(500).toList();

        assertThat(differences(queries, tables)).as("seed " + seed).isEmpty();
    }

    private List<String> differences(List<String> queries, LineageTables tables) throws Exception {
        List<String> differences = new ArrayList<>();
        for (String sql : queries) {
            TableLineage analysed = tables.asWeir(sql);
            TableLineage text = ofText(sql, tables, analysed);
            if (!text.equals(analysed)) {
                differences.add(sql + "\n  by its text: " + text + "\n  by its plan: " + analysed);
            }
        }
        return differences;
    }

    /** By the text, for the columns that the analysed query has. */
    private TableLineage ofText(String sql, LineageTables tables, TableLineage analysed) throws SqlSyntaxException {
        SqlOrigins found = grammar.origins(sql, tables::columns);
        return new TableLineage(
                analysed.table(),
                analysed.columns().stream()
                        .map(ColumnLineage::column)
                        .map(name ->
                                new ColumnLineage(name, edges(found.named(name).edges())))
                        .toList(),
                edges(found.rows()),
                List.copyOf(found.untraced()));
    }

    private static List<LineageEdge> edges(Collection<Edge> edges) {
        return edges.stream()
                .map(edge -> new LineageEdge(
                        new InputColumn(edge.from().table(), edge.from().column()), edge.kind()))
                .toList();
    }
}
