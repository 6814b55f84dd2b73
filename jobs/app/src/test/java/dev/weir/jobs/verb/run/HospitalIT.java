package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.Conformance;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hospital set of Raha and HoloClean: 509 of 20,000 cells are known to be wrong. Its constraints are rules with
 * {@code depends:}, the shapes of single values rules with {@code row:}; the cells that the rules blame are compared with
 * the cells that differ from the clean twin.
 */
@Tag("conformance")
@ExtendWith(SparkFixture.class)
@Tag("slow")
class HospitalIT {

    private static final Path WORKSPACE = Path.of("src/test/resources/conformance/hospital");

    private final Path data = Conformance.folder("data/raha-hospital");

    @TempDir
    Path workspace;

    /** A cell, by its row and its column's place. */
    private record Cell(long row, int column) {}

    @Test
    void blamesTheCellsThatAreWrongAndFewOthers(SparkSession spark) throws Exception {
        Folders.copy(WORKSPACE, workspace);
        Files.createDirectories(workspace.resolve("raw"));
        Files.copy(data.resolve("dirty.csv"), workspace.resolve("raw/dirty.csv"));
        WeirProcess.start("init", workspace.toString()).end().with(0);
        WeirProcess.start("run", "hospital", "--workspace", workspace.toString())
                .end()
                .with(0);

        Set<Cell> wrong = wrong(spark);
        Set<Cell> blamed = blamed(spark);
        Set<Cell> found = new HashSet<>(blamed);
        found.retainAll(wrong);

        assertThat(wrong).hasSize(509);
        // recall 0.97, precision 0.99; docs/evidence.md has the same numbers
        assertThat(found).as("wrong cells that are blamed").hasSize(496);
        assertThat(blamed).as("cells that are blamed").hasSize(502);
    }

    private Set<Cell> wrong(SparkSession spark) {
        List<Row> dirty = rows(spark, "dirty.csv");
        List<Row> clean = rows(spark, "clean.csv");
        Set<Cell> wrong = new HashSet<>();
        for (int i = 0; i < dirty.size(); i++) {
            for (int column = 0; column < dirty.get(i).size(); column++) {
                if (!dirty.get(i).getString(column).equals(clean.get(i).getString(column))) {
                    wrong.add(new Cell(Long.parseLong(dirty.get(i).getString(0)), column));
                }
            }
        }
        return wrong;
    }

    private Set<Cell> blamed(SparkSession spark) {
        List<String> columns = List.of(rows(spark, "dirty.csv").get(0).schema().fieldNames());
        Set<Cell> blamed = new HashSet<>();
        for (Row row : spark.read()
                .format("delta")
                .load(workspace.resolve("warehouse/hospital_quarantine/survey").toString())
                .selectExpr("index", "explode(_weir_reasons.column)")
                .collectAsList()) {
            blamed.add(new Cell(row.getLong(0), columns.indexOf(row.getString(1))));
        }
        return blamed;
    }

    private List<Row> rows(SparkSession spark, String file) {
        return spark.read()
                .option("header", "true")
                .option("escape", "\"")
                .csv(data.resolve(file).toString())
                .coalesce(1)
                .collectAsList();
    }
}
