package dev.weir.jobs.engine.diff;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static dev.weir.jobs.release.TestWarehouse.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.TestWarehouse;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.StagedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that two releases share are not read. */
@ExtendWith(SparkFixture.class)
class UnsharedIT {

    private final TestWarehouse warehouse;

    UnsharedIT(SparkSession shared, @TempDir Path folder) {
        warehouse = new TestWarehouse(shared, folder);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void readsOnlyWhatTheVersionsDoNotShare(TableFormat format) throws Exception {
        Manifest first = warehouse.release(format, "run-1", 1, 2, 3);
        Manifest second = added(format, first, "run-2", ID, 4, 5);
        for (DataFile file :
                warehouse.releases.files(first, first.tables().get(0).name())) {
            Files.delete(Path.of(file.path().replaceFirst("^file:", "")));
        }

        UnsharedRows unshared = unshared(first, second);
        assertThat(sorted(unshared.before())).isEmpty();
        assertThat(sorted(unshared.after())).containsExactly(4, 5);
    }

    @ParameterizedTest
    @Tag("slow")
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void readsEverythingWhereAColumnIsNew(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1, 2, 3);
        Manifest second = added(format, first, "run-2", ID, 4);
        StructType wider = ID.add("died", DataTypes.DateType);
        Manifest third = added(format, second, "run-3", wider, 5);

        UnsharedRows unshared = unshared(first, third);
        RowsDiff found = new RowComparison(
                        AlignedTables.of(unshared.before(), unshared.after()), 3, 5, unshared.shared(), 0)
                .by(List.of("id"));
        assertThat(found.counts()).isEqualTo(new RowsDiff.Counts(3, 5, 2, 0, 0));
    }

    private UnsharedRows unshared(Manifest before, Manifest after) {
        return UnsharedRows.of(
                warehouse.releases,
                before,
                before.tables().get(0),
                after,
                after.tables().get(0));
    }

    private Manifest added(TableFormat format, Manifest base, String run, StructType schema, int... ids) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table =
                    staging.change(warehouse.table(format, "patients"), schema, TestWarehouse.base(base, Map.of()));
            warehouse.write(
                    table,
                    schema.length() == 1
                            ? warehouse.ids(ids)
                            : warehouse
                                    .ids(ids)
                                    .withColumn("died", functions.lit(null).cast("date")));
            Manifest manifest = warehouse.manifest(staging, run, List.of(warehouse.released(table, schema)));
            staging.release(manifest);
            return manifest;
        }
    }
}
