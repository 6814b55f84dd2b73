package dev.weir.jobs.engine.lineage;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.analysis.PlanLineage;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.TextLineage;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import dev.weir.testing.Torture;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lineage of a query's text, found without Spark, is the one of its analysed plan. */
@ExtendWith(SparkFixture.class)
class BothLineagesIT {

    /** Parts of the written queries that differ, and why. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "TABLESAMPLE", "Weir takes no query that draws rows",
            "PIVOT (max(a) AS most, count(b)",
                    "the text does not show which column is of which aggregate: each is of all");

    private final SparkSession shared;

    BothLineagesIT(SparkSession shared) {
        this.shared = shared;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/clinical",
                "examples/molecules",
                "examples/wards",
                "jobs/app/src/test/resources/conformance/hospital",
                "benchmarks/workspaces/lineitem",
            })
    void ofExamples(String folder) {
        Workspace workspace = WorkspaceReader.read(
                Path.of("..", "..").resolve(folder), Optional.empty(), Map.of(), Grammars.languages());
        Planner planner = new Planner(Grammars.languages(), LawPack.of(workspace.law()));
        for (Product product : workspace.products()) {
            Plan plan = planner.plan(workspace, product.id(), LocalDate.of(2026, 6, 1));
            assertThat(plan.tables().stream().map(table -> TextLineage.of(plan, table, new SparkSqlGrammar())))
                    .isEqualTo(PlanLineage.of(WeirSession.in(shared, workspace), plan));
        }
    }

    @Test
    void ofWrittenQueries() throws Exception {
        LineageTables tables = QueryLineageIT.tables(shared.newSession());
        List<String> queries = QueryLineageIT.queries().stream()
                .map(QueryLineageIT.Query::sql)
                .filter(sql -> EXPLAINED.keySet().stream().noneMatch(sql::contains))
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
        List<String> queries = Stream.generate(grammar::next)
                .limit(500)
                .filter(tables::accepts)
                .toList();

        assertThat(queries).as("queries that Spark takes").hasSizeGreaterThan(450);
        assertThat(differences(queries, tables)).as("seed " + seed).isEmpty();
    }

    /** What the grammar does not show, the text's side has a list of. */
    @Test
    void aggregateFunctionsAreThoseOfSpark() throws Exception {
        FunctionRegistryBase<Expression> spark = FunctionRegistry$.MODULE$.builtin();
        for (FunctionIdentifier function : list(spark.listFunction())) {
            String group = spark.lookupFunction(function).get().getGroup();
            SqlOrigins found = new SparkSqlGrammar()
                    .origins("SELECT `" + function.funcName() + "`(a) AS x FROM t", table -> List.of("a"));
            boolean isAggregate =
                    found.named("x").edges().stream().anyMatch(edge -> edge.kind() == EdgeKind.AGGREGATION);
            assertThat(isAggregate)
                    .as(function.funcName())
                    .isEqualTo(group.equals("agg_funcs") && !function.funcName().startsWith("grouping"));
        }
    }

    private List<String> differences(List<String> queries, LineageTables tables) throws Exception {
        List<String> differences = new ArrayList<>();
        for (String sql : queries) {
            TableLineage analysed = tables.asWeir(sql);
            TableLineage text = new TextOfQuery(sql, tables::columns).lineage(analysed);
            if (!text.equals(analysed)) {
                differences.add(sql + "\n  by its text: " + text + "\n  by its plan: " + analysed);
            }
        }
        return differences;
    }
}
