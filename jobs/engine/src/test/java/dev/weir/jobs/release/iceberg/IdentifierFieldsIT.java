package dev.weir.jobs.release.iceberg;

import static dev.weir.jobs.release.TestWarehouse.base;
import static dev.weir.jobs.release.TestWarehouse.mark;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.TestWarehouse;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.KeyColumns;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.warehouse.TableIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table says which columns identify its rows, as long as each row has them; what lacks one is read as it is. */
@ExtendWith(SparkFixture.class)
class IdentifierFieldsIT {

    private static final StructType PLAIN =
            new StructType().add("id", DataTypes.IntegerType).add("name", DataTypes.StringType);
    private static final StructType KEYED = KeyColumns.marked(PLAIN, List.of("id"));

    private final TestWarehouse warehouse;
    private final TableIdentity patients;

    IdentifierFieldsIT(SparkSession shared, @TempDir Path folder) {
        warehouse = new TestWarehouse(shared, folder);
        patients = warehouse.table(TableFormat.ICEBERG, "patients");
    }

    @Test
    void areThoseOfTheKeyInEveryKindOfRelease() {
        Manifest first = replaced("run-1", KEYED, row(1), row(2));
        assertIdentified("id");
        Manifest second = changed("run-2", first, KEYED, Map.of(), row(3));
        assertIdentified("id");
        assertThat(ids(second)).containsExactlyInAnyOrder(1, 2, 3);
        replaced("run-3", KEYED, row(4));
        assertIdentified("id");
        assertThat(ids(restored("run-4", first))).containsExactlyInAnyOrder(1, 2);
        assertIdentified("id");
    }

    @Test
    void aRunThatIsUndoneLeavesThemAndItsRowsAreReadAsTheyAre() {
        Manifest first = replaced("run-1", KEYED, row(1));
        for (LoadMode load : List.of(LoadMode.REPLACE, LoadMode.CHANGE)) {
            try (Staging staging = warehouse.releases.begin("clinical", "run-2-" + load)) {
                StagedTable table = load == LoadMode.REPLACE
                        ? staging.open(patients, KEYED, load)
                        : staging.change(patients, KEYED, base(first, Map.of()));
                warehouse.write(table, rows(KEYED, row(2), row(null)));
                assertThat(table.rows().where("id IS NULL").count()).isEqualTo(1);
                assertThat(table.addedRows().where("id IS NULL").count()).isEqualTo(1);
                assertThat(table.rows().where("id IS NOT NULL").count()).isEqualTo(load == LoadMode.REPLACE ? 1 : 2);
                assertThat(ids(head())).containsExactly(1);
                staging.hold();
            }
            assertIdentified("id");
            assertThat(ids(head())).containsExactly(1);
        }
    }

    @Test
    void aChangeThatTakesFilesOutIsReadAsItIs() {
        Manifest first = replaced("run-1", KEYED, row(1), row(2));
        Manifest second = changed("run-2", first, KEYED, Map.of(), row(3));
        try (Staging staging = warehouse.releases.begin("clinical", "run-3")) {
            StagedTable table = staging.change(patients, KEYED, base(second, Map.of()));
            Set<String> touched = table.base().stream()
                    .map(DataFile::path)
                    .filter(path -> !files(first).contains(path))
                    .collect(Collectors.toSet());
            warehouse.write(table, rows(KEYED, row(null)));
            table.remove(touched);
            assertThat(table.rows().where("id IS NULL").count()).isEqualTo(1);
            assertThat(ids(table.rows().where("id IS NOT NULL"))).containsExactlyInAnyOrder(1, 2);
            assertThat(table.addedRows().count()).isEqualTo(1);
        }
        assertIdentified("id");
    }

    @Test
    void aReleasedRowThatLacksTheKeyEndsThem() {
        Manifest first = replaced("run-1", KEYED, row(1));
        Manifest second = replaced("run-2", KEYED, row(2), row(null));
        assertIdentified();
        assertThat(head().where("id IS NULL").count()).isEqualTo(1);

        restored("run-3", first);
        assertIdentified("id");
        assertThat(warehouse
                        .releases
                        .read(second, "patients")
                        .where("id IS NULL")
                        .count())
                .isEqualTo(1);
        TableStore store = requireNonNull(warehouse.stores.get(TableFormat.ICEBERG));
        assertThat(store.read(mark(second), second.tables().get(0), files(second)))
                .as("a file that has such a row is not read by columns which cannot lack a value")
                .isEmpty();

        Manifest fourth = replaced("run-4", KEYED, row(2), row(null));
        Manifest fifth = changed("run-5", fourth, KEYED, Map.of(), row(5));
        assertIdentified();
        assertThat(warehouse
                        .releases
                        .read(fifth, "patients")
                        .where("id IS NULL")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anotherKeyOrAnotherTypeOfItEndsThem() {
        Manifest first = replaced("run-1", KEYED, row(1));
        Manifest renamed = changed(
                "run-2",
                first,
                KeyColumns.marked(
                        new StructType().add("number", DataTypes.IntegerType).add("name", DataTypes.StringType),
                        List.of("number")),
                Map.of("number", "id"),
                row(2));
        assertIdentified("number");
        assertThat(warehouse.releases.read(renamed, "patients").count()).isEqualTo(2);

        restored("run-3", first);
        StructType text = KeyColumns.marked(
                new StructType().add("id", DataTypes.StringType).add("name", DataTypes.StringType), List.of("id"));
        replaced("run-4", text, RowFactory.create("1", "x"));
        assertIdentified();

        restored("run-5", first);
        assertIdentified("id");
        replaced("run-6", KeyColumns.marked(PLAIN, List.of("name")), row(1));
        assertIdentified();

        restored("run-7", first);
        replaced(
                "run-8",
                KeyColumns.marked(new StructType().add("name", DataTypes.StringType), List.of("name")),
                RowFactory.create("x"));
        assertIdentified();
        assertThat(head().columns()).containsExactly("name");
    }

    @Test
    void aTableThatWasMadeWithoutThemStaysWithoutThem() {
        Manifest first = replaced("run-1", PLAIN, row(1), row(null));
        assertIdentified();
        Manifest second = changed("run-2", first, KEYED, Map.of(), row(2));
        assertIdentified();
        assertThat(warehouse
                        .releases
                        .read(second, "patients")
                        .where("id IS NULL")
                        .count())
                .isEqualTo(1);
        replaced("run-3", KEYED, row(3));
        assertIdentified();
    }

    @Test
    void aFractionIsNone() {
        StructType columns = KeyColumns.marked(new StructType().add("id", DataTypes.DoubleType), List.of("id"));
        replaced("run-1", columns, RowFactory.create(1.5));
        assertIdentified();
    }

    private static Row row(@Nullable Integer id) {
        return RowFactory.create(id, "x");
    }

    private Dataset<Row> rows(StructType columns, Row... rows) {
        return warehouse.session.createDataFrame(List.of(rows), columns);
    }

    private Manifest replaced(String run, StructType columns, Row... rows) {
        return released(run, columns, rows, staging -> staging.open(patients, columns, LoadMode.REPLACE));
    }

    private Manifest changed(String run, Manifest last, StructType columns, Map<String, String> renamed, Row... rows) {
        return released(run, columns, rows, staging -> staging.change(patients, columns, base(last, renamed)));
    }

    private Manifest restored(String run, Manifest former) {
        return released(
                run,
                PLAIN,
                new Row[0],
                staging ->
                        staging.restore(patients, mark(former), former.tables().get(0)));
    }

    private Manifest released(String run, StructType columns, Row[] rows, Function<Staging, StagedTable> open) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = open.apply(staging);
            if (rows.length > 0) {
                warehouse.write(table, rows(columns, rows));
            }
            Manifest manifest = warehouse.manifest(staging, run, List.of(warehouse.released(table, columns)));
            assertThat(staging.release(manifest)).isEqualTo(new PublishResult.Done(manifest, List.of()));
            return manifest;
        }
    }

    private Dataset<Row> head() {
        return warehouse.session.table(Catalogue.NAME + "." + patients.identifier());
    }

    private List<Integer> ids(Manifest release) {
        return ids(warehouse.releases.read(release, "patients"));
    }

    private static List<Integer> ids(Dataset<Row> rows) {
        List<Integer> ids = new ArrayList<>();
        rows.select("id").collectAsList().forEach(row -> ids.add(row.getInt(0)));
        return ids;
    }

    private Set<String> files(Manifest release) {
        return requireNonNull(warehouse.stores.get(TableFormat.ICEBERG))
                .files(mark(release), release.tables().get(0))
                .stream()
                .map(DataFile::path)
                .collect(Collectors.toSet());
    }

    /** These columns are the table's identifier fields, and none but them is required. */
    private void assertIdentified(String... columns) {
        Schema schema = Spark3Util.loadIcebergCatalog(warehouse.session, Catalogue.NAME)
                .loadTable(TableIdentifier.of(patients.namespace(), patients.name()))
                .schema();
        assertThat(schema.identifierFieldNames()).containsExactlyInAnyOrder(columns);
        assertThat(schema.columns().stream()
                        .filter(Types.NestedField::isRequired)
                        .map(Types.NestedField::name))
                .containsExactlyInAnyOrder(columns);
    }
}
