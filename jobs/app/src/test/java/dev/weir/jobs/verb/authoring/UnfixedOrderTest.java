package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.UnfixedOrder;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text of a query shows, without Spark, to depend on an order that nobody has fixed. */
class UnfixedOrderTest {

    @TempDir
    private Path folder;

    private List<Reproducibility.Because> found(String sql) throws IOException {
        Path root =
                MiniWorkspace.create(folder.resolve("mini"), List.of("visits")).root();
        Path source = root.resolve("contracts/raw/visits.odcs.yaml");
        Files.writeString(
                source,
                Files.readString(source)
                        .replace("logicalType: number, physicalType: \"decimal(10,2)\"", "logicalType: number"));
        Files.writeString(root.resolve("contracts/clinic/visits.sql"), sql);
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        Plan plan = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, "clinic", LocalDate.EPOCH);
        return UnfixedOrder.of(plan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first(label)",
                "LAST(label, true)",
                "any_value(label) FILTER (WHERE id > 1)",
                "collect_list(label)",
                "array_join(collect_set(s.label), ',')",
                "mode(label)",
                "stddev(id)",
                "sum(amount)",
                "sum(s.`amount`)",
                "avg(s.amount)",
                "avg(s.id)",
                "first_value(label) OVER (PARTITION BY identity)",
                "sum(amount) OVER ()",
            })
    void isReported(String call) throws IOException {
        assertThat(found("SELECT " + call + " AS x\nFROM raw.visits s\nGROUP BY identity"))
                .singleElement()
                .satisfies(because -> {
                    assertThat(because.place().toString()).startsWith("contracts/clinic/visits.sql:1:");
                    assertThat(call).contains(because.expression());
                    assertThat(because.table()).isEqualTo("visits");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min(label)",
                "sum(id)",
                "count(DISTINCT amount)",
                "first(identity)",
                "any_value(s.identity)",
                "sort_array(collect_list(label))",
                "size(collect_set(label))",
                "sum(CAST(amount AS DECIMAL(20, 4)))",
                "first_value(label) OVER (PARTITION BY identity ORDER BY id)",
                "row_number() OVER (PARTITION BY identity ORDER BY id)",
                "max_by(label, id)",
            })
    void isLeftToTheAnalysisOrFine(String call) throws IOException {
        assertThat(found("SELECT " + call + " AS x FROM raw.visits s GROUP BY identity"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM raw.visits LIMIT 5",
                "SELECT * FROM (SELECT * FROM raw.visits LIMIT 5)",
                "SELECT * FROM raw.visits OFFSET 5",
            })
    void aLimitWithoutOrderIsReported(String sql) throws IOException {
        assertThat(found(sql))
                .singleElement()
                .satisfies(because -> assertThat(because.expression()).isEqualTo("LIMIT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM raw.visits ORDER BY id LIMIT 5",
                "SELECT max(id) FROM raw.visits LIMIT 5",
                "SELECT * FROM raw.visits v WHERE EXISTS (SELECT 1 FROM raw.visits w WHERE w.id = v.id LIMIT 1)",
                "SELECT sum(amount) FROM (SELECT CAST(amount AS DECIMAL(20, 4)) AS amount FROM raw.visits)",
                "WITH raw_visits AS (SELECT CAST(amount AS DECIMAL(20, 4)) AS amount FROM raw.visits) SELECT sum(amount) FROM"
                        + " raw_visits",
            })
    void whatTheTextCannotTellIsNotReported(String sql) throws IOException {
        assertThat(found(sql)).isEmpty();
    }
}
