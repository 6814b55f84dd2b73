package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static dev.weir.jobs.release.TestWarehouse.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both stores do about somebody who changes a table without asking them. */
@ExtendWith(SparkFixture.class)
class ForeignChangesIT {

    private final TestWarehouse warehouse;

    ForeignChangesIT(SparkSession shared, @TempDir Path folder) {
        warehouse = new TestWarehouse(shared, folder);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void refusesToReleaseATableThatSomebodyElseChanged(TableFormat format) {
        warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            StagedTable table = staging.open(patients, ID, LoadMode.REPLACE);
            warehouse.write(table, warehouse.ids(2));
            write(patients, 66);
            assertThatThrownBy(table::version)
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.TABLE_CHANGED));
        }
        assertThat(warehouse.head(patients)).containsExactly(1, 66);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void readsTheReleaseThoughSomebodyElseCameBetweenLogAndTable(TableFormat format) {
        warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        Releases interrupted = new Releases(
                warehouse.warehouse, interrupted(warehouse.log, () -> write(patients, 66)), warehouse.stores);
        Manifest second;
        try (Staging staging = interrupted.begin("clinical", "run-2")) {
            StagedTable table = staging.open(patients, ID, LoadMode.REPLACE);
            warehouse.write(table, warehouse.ids(2));
            second = warehouse.manifest(staging, "run-2", List.of(warehouse.released(table, ID)));
            assertThat(staging.release(second)).isInstanceOfSatisfying(PublishResult.Done.class, done -> {
                if (format.equals(TableFormat.ICEBERG)) {
                    assertThat(done.notes()).singleElement().asString().contains("changed by somebody else");
                } else { // its version was there before the log's entry: who comes after it comes after the release
                    assertThat(done.notes()).isEmpty();
                }
            });
        }
        assertThat(warehouse.head(patients))
                .isEqualTo(format.equals(TableFormat.ICEBERG) ? List.of(2) : List.of(2, 66));
        assertThat(sorted(warehouse.releases.read(second, "patients"))).containsExactly(2);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void refusesToChangeATableThatSomebodyElseChanged(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        write(patients, 66);
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            assertThatThrownBy(() -> staging.change(patients, ID, TestWarehouse.base(first, Map.of())))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.TABLE_CHANGED));
        }
        assertThat(warehouse.head(patients)).containsExactly(1, 66);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void isTheReleaseThoughSomebodyElseCameBetweenLogAndChange(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        Releases interrupted = new Releases(
                warehouse.warehouse, interrupted(warehouse.log, () -> write(patients, 66)), warehouse.stores);
        Manifest second;
        try (Staging staging = interrupted.begin("clinical", "run-2")) {
            StagedTable table = staging.change(patients, ID, TestWarehouse.base(first, Map.of()));
            warehouse.write(table, warehouse.ids(2));
            second = warehouse.manifest(staging, "run-2", List.of(warehouse.released(table, ID)));
            staging.release(second);
        }
        assertThat(warehouse.head(patients))
                .isEqualTo(format.equals(TableFormat.ICEBERG) ? List.of(1, 2) : List.of(1, 2, 66));
        assertThat(rows(second)).containsExactly(1, 2);
    }

    private List<Integer> rows(Manifest release) {
        return sorted(warehouse.releases.read(release, "patients"));
    }

    /** Somebody who does not ask. */
    private void write(TableIdentity table, int id) {
        if (table.format().equals(TableFormat.ICEBERG)) {
            warehouse.session.sql("INSERT INTO weir." + table.identifier() + " VALUES (" + id + ")");
        } else {
            warehouse.ids(id).write().format("delta").mode("append").save(table.location());
        }
    }

    /** The log, with something that happens right after each entry. */
    private static ReleaseLog interrupted(ReleaseLog log, Runnable then) {
        return new PublishingLog(log, manifest -> {
            PublishResult published = log.publish(manifest);
            then.run();
            return published;
        });
    }
}
