package dev.weir.jobs.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Severity;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.landed.LandedFiles;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.RowRule;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.quality.state.MetricRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred columns under a thousand rules: nothing may overflow, and nothing may fall back to interpreted code. */
@ExtendWith(SparkFixture.class)
class WideTableIT {

    private static final int COLUMNS = 500;
    private static final int RULES = 1000;
    private static final int ROWS = 2000;
    private static final String[] PREDICATES = {
        "c%d IS NOT NULL",
        "c%d BETWEEN -10 AND 1990 OR c%d = 1995",
        "CASE WHEN c%d > 3 THEN c%d %% 7 <> 5 ELSE TRUE END",
        "c%d IN (1, 2, 3, 4, 5, 6, 7, 8) OR c%d > 8",
        "length(cast(c%d AS STRING)) <= 3",
        "cast(c%d AS STRING) RLIKE '^[0-9]{1,4}$'"
    };

    private final SparkSession spark;

    @TempDir
    private Path folder;

    WideTableIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    @Tag("slow")
    void judgesAThousandRulesInCompiledCode() {
        SparkSession strict = spark.newSession();
        strict.conf().set("spark.sql.codegen.factoryMode", "CODEGEN_ONLY");
        strict.conf().set("spark.sql.codegen.fallback", "false");
        List<RowRule> rules = IntStream.range(0, RULES)
                .mapToObj(i -> RowRule.sql("r" + i, predicate(i), "", Severity.WARN))
                .toList();
        SinkSpec spec = new SinkSpec(
                "run",
                IntStream.range(0, COLUMNS)
                        .mapToObj(i -> GovernedColumn.kept("c" + i, DataType.fromDDL("BIGINT")))
                        .toList(),
                new SinkSpec.Rules(rules, List.of()),
                MetricRequest.countsOnly(),
                Origin.LEFT_OUT);
        Dataset<Row> rows = rows(strict);
        try (LandedFiles files = new LandedFiles(strict, folder.toString(), spec.released())) {
            SinkResult result = GoverningSink.write(
                    strict,
                    rows,
                    spec,
                    new SinkTargets(SinkTarget.append(files.table()), Optional.empty(), Optional.empty()));
            assertThat(result.counts().released()).isEqualTo(ROWS);
            List<Integer> some =
                    IntStream.iterate(0, i -> i < RULES, i -> i + 101).boxed().toList();
            Row expected = rows.selectExpr(some.stream()
                            .map(i -> "count_if(NOT (" + predicate(i) + "))")
                            .toArray(String[]::new))
                    .first();
            for (int i = 0; i < some.size(); i++) {
                assertThat(result.rules().get(some.get(i)).failed())
                        .as(predicate(some.get(i)))
                        .isEqualTo(expected.getLong(i));
            }
        }
    }

    private static String predicate(int rule) {
        String column = "c" + rule * 7 % COLUMNS;
        return PREDICATES[rule % PREDICATES.length].replace("c%d", column).replace("%%", "%");
    }

    private static Dataset<Row> rows(SparkSession spark) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            columns.add("if(id %% 13 = %d, NULL, id + %d) AS c%d".formatted(i % 13, i, i));
        }
        columns.add("'f' AS " + SinkColumns.FILE);
        columns.add("id AS " + SinkColumns.LINE);
        columns.add("cast(NULL AS " + SinkColumns.REASONS_TYPE.sql() + ") AS " + SinkColumns.UNREADABLE);
        return spark.range(0, ROWS, 1, 2).selectExpr(columns.toArray(new String[0]));
    }
}
