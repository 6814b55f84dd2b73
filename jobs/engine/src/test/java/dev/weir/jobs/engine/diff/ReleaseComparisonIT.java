package dev.weir.jobs.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.contracts.Column.Presence;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.TableDiff.ColumnMove;
import dev.weir.contracts.diff.TableDiff.Of;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.Identity;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.TestWarehouse;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Releases whose contract changed between them. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class ReleaseComparisonIT {

    private final TestWarehouse warehouse;

    ReleaseComparisonIT(SparkSession shared, @TempDir Path folder) {
        warehouse = new TestWarehouse(shared, folder);
    }

    /** A column is renamed, one goes, one comes, one is widened, and the key grows. */
    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void comparesRowsAcrossVersionsOfTheirContract(TableFormat format) {
        Manifest first = release(
                format,
                1,
                List.of(
                        column("id", "integer", "c-id", 1),
                        column("ward", "string", "c-ward", 0),
                        column("weight", "integer", "c-weight", 0),
                        column("gone", "string", "c-gone", 0)),
                new StructType()
                        .add("id", DataTypes.IntegerType)
                        .add("ward", DataTypes.StringType)
                        .add("weight", DataTypes.IntegerType)
                        .add("gone", DataTypes.StringType),
                RowFactory.create(1, "icu", 70, "x"),
                RowFactory.create(2, "icu", 80, "y"),
                RowFactory.create(3, "er", 90, "z"));
        Manifest second = release(
                format,
                2,
                List.of(
                        column("unit", "string", "c-ward", 2),
                        column("id", "integer", "c-id", 1),
                        column("weight", "bigint", "c-weight", 0),
                        column("born", "string", "c-born", 0)),
                new StructType()
                        .add("unit", DataTypes.StringType)
                        .add("id", DataTypes.IntegerType)
                        .add("weight", DataTypes.LongType)
                        .add("born", DataTypes.StringType),
                RowFactory.create("icu", 1, 70L, "1970"),
                RowFactory.create("icu", 2, 81L, "1971"),
                RowFactory.create("surgery", 3, 90L, null));

        ReleaseDiff diff = new ReleaseComparison(warehouse.releases, List.of(), 0).of(first, second);
        assertThat(diff.tables().get(0).columns())
                .extracting(ColumnMove::column, ColumnMove::of, ColumnMove::before, ColumnMove::after)
                .containsExactlyInAnyOrder(
                        tuple("unit", Of.NAME, "ward", "unit"),
                        tuple("unit", Of.KEY, "no part", "column 2"),
                        tuple("weight", Of.TYPE, "integer", "bigint"),
                        tuple("born", Of.COLUMN, "", "string"),
                        tuple("gone", Of.COLUMN, "string", ""));
        RowsDiff rows = diff.tables().get(0).rows();
        assertThat(rows.key()).containsExactly("id", "unit");
        assertThat(rows.counts()).isEqualTo(new RowsDiff.Counts(3, 3, 1, 1, 1));
        assertThat(rows.columns()).isEqualTo(Map.of("weight", 1L));

        RowsDiff byId = new ReleaseComparison(warehouse.releases, List.of("ID"), 1)
                .of(first, second)
                .tables()
                .get(0)
                .rows();
        assertThat(byId.counts()).isEqualTo(new RowsDiff.Counts(3, 3, 0, 0, 2));
        assertThat(byId.columns()).isEqualTo(Map.of("weight", 1L, "unit", 1L));

        assertThatThrownBy(() -> new ReleaseComparison(warehouse.releases, List.of("unti"), 0).of(first, second))
                .hasMessageContaining("there is no column 'unti'")
                .hasMessageContaining("write 'unit'");

        ReleaseDiff same = new ReleaseComparison(warehouse.releases, List.of("id"), 1).of(first, first);
        assertThat(same.sameRows()).isTrue();
        assertThat(same.tables().get(0).rows().by()).isEqualTo(RowsDiff.By.CONTENT_HASH);
    }

    /** @param key its place in the key; 0 for none */
    private static ReleasedColumn column(String name, String type, String id, int key) {
        return new ReleasedColumn(
                name,
                type,
                "NONE",
                new ReleasedTable.AppliedMask("keep", Map.of()),
                "",
                "",
                new Identity(Optional.of(id), Presence.OPTIONAL, key == 0 ? OptionalInt.empty() : OptionalInt.of(key)));
    }

    private Manifest release(
            TableFormat format, int number, List<ReleasedColumn> columns, StructType schema, Row... rows) {
        String run = "run-" + number;
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.open(warehouse.table(format, "patients"), schema, LoadMode.REPLACE);
            warehouse.write(table, warehouse.session.createDataFrame(List.of(rows), schema));
            Manifest manifest = warehouse.manifest(
                    staging,
                    run,
                    List.of(new ReleasedTable(
                            table.identity().name(),
                            table.version(),
                            columns,
                            new ContentDigest(
                                    rows.length,
                                    "weir-rows-1:" + String.valueOf(number).repeat(64),
                                    "0".repeat(64),
                                    List.of()),
                            new DataFiles(1, 1, "0".repeat(64)),
                            "clinical.all " + number + ".0.0")));
            staging.release(manifest);
            return manifest;
        }
    }
}
