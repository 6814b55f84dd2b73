package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.Conformance;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The contracts of the example, on the files that they were written after. */
@Tag("conformance")
@ExtendWith(SparkFixture.class)
@Tag("slow")
class MoleculeNetIT {
    private static final Path EXAMPLE = Path.of("..", "..", "examples", "molecules");
    private static final Map<String, String> TABLE_OF = new TreeMap<>(
            Map.of("esol", "solubility", "freesolv", "hydration", "bace", "inhibition", "tox21", "toxicity"));
    private static final long LABELS_NOT_MEASURED = 16_026;

    private final Path data = Conformance.folder("data/moleculenet");

    @TempDir
    Path workspace;

    @Test
    void releasesEveryMoleculeOnceAsItWasDelivered(SparkSession spark) throws Exception {
        for (String part : List.of("contracts", "quality-rules", "weir.yaml", "raw/molecules/descriptors.tsv")) {
            Folders.copy(EXAMPLE.resolve(part), workspace.resolve(part));
        }
        for (String file : TABLE_OF.keySet()) {
            Folders.copy(data.resolve(file + ".csv"), workspace.resolve("raw/molecules/" + file + ".csv"));
        }
        WeirProcess.start("init", workspace.toString()).end().with(0);
        RunRecord record = MiniWorkspace.record(
                WeirProcess.start("run", "molecules", "--workspace", workspace.toString(), "--output", "json")
                        .end()
                        .with(0));

        assertThat(record.ending().outcome()).isEqualTo(Outcome.RELEASED);
        for (Map.Entry<String, String> pair : TABLE_OF.entrySet()) {
            List<String[]> delivered = records(data.resolve(pair.getKey() + ".csv"));
            Map<String, Long> times =
                    delivered.stream().collect(Collectors.groupingBy(fields -> fields[0], Collectors.counting()));
            List<String> once = delivered.stream()
                    .filter(fields -> times.getOrDefault(fields[0], 0L) == 1)
                    .map(MoleculeNetIT::shown)
                    .sorted()
                    .toList();

            SourceCount source = of(record.sources(), SourceCount::table, "raw.moleculenet." + pair.getKey());
            assertThat(List.of(source.records(), source.parsed(), source.unreadable()))
                    .as(source.table())
                    .containsExactly((long) delivered.size(), (long) delivered.size(), 0L);
            TableCount table = of(record.tables(), TableCount::table, pair.getValue());
            assertThat(List.of(table.produced(), table.released(), table.quarantined(), table.dropped()))
                    .as(table.table())
                    .containsExactly(
                            (long) delivered.size(), (long) once.size(), (long) delivered.size() - once.size(), 0L);
            assertThat(rows(spark, "molecules/" + pair.getValue())).isEqualTo(once);
            assertThat(once).anySatisfy(line -> assertThat(line).contains("#"));
            assertThat(once).anySatisfy(line -> assertThat(line).contains("\\"));
            assertThat(once).anySatisfy(line -> assertThat(line).contains("/"));
        }
        assertThat(of(record.tables(), TableCount::table, "solubility").quarantined())
                .isEqualTo(10);
        assertThat(spark.read()
                        .format("delta")
                        .load(workspace
                                .resolve("warehouse/molecules_quarantine/solubility")
                                .toString())
                        .selectExpr("explode(_weir_reasons.rule)")
                        .distinct()
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("solubility.key");
        assertThat(rows(spark, "molecules/toxicity").stream()
                        .flatMap(row -> Arrays.stream(row.split("\\|", -1)))
                        .filter("NULL"::equals))
                .hasSize((int) LABELS_NOT_MEASURED);
    }

    private List<String> rows(SparkSession spark, String table) {
        List<String> rows = new ArrayList<>();
        for (Row row : spark.read()
                .format("delta")
                .load(workspace.resolve("warehouse").resolve(table).toString())
                .collectAsList()) {
            rows.add(shown(Stream.iterate(0, i -> i < row.length(), i -> i + 1)
                    .map(i -> row.isNullAt(i) ? "" : row.get(i).toString())
                    .toArray(String[]::new)));
        }
        rows.sort(null);
        return rows;
    }

    /** The molecule byte for byte, then its numbers as Java prints them, whole ones without a point. */
    private static String shown(String[] fields) {
        return Arrays.stream(fields)
                .skip(1)
                .map(field -> field.isEmpty() ? "NULL" : Double.toString(Double.parseDouble(field)))
                .collect(Collectors.joining("|", fields[0] + "|", ""));
    }

    /** The fields of each record; none of these files has quotes. */
    private static List<String[]> records(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static <T> T of(List<T> all, Function<T, String> name, String wanted) {
        return all.stream()
                .filter(one -> name.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
