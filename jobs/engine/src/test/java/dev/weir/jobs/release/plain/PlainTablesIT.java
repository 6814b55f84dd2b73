package dev.weir.jobs.release.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Problem;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.release.TableStoreContract;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table format that is found beside Weir's own: it keeps what every format keeps, and runs release in it. */
class PlainTablesIT extends TableStoreContract {

    PlainTablesIT(SparkSession shared, @TempDir Path folder) {
        super(shared, folder);
    }

    @Override
    protected TableFormat format() {
        return PlainTables.PLAIN;
    }

    @Test
    void runsReleaseInIt(SparkSession shared, @TempDir Path workspace) throws IOException {
        ClinicFiles files = ClinicFiles.in(workspace)
                .format(PlainTables.PLAIN)
                .rules("patients", "id: grown-up, row: \"age >= 18\", severity: quarantine")
                .load("visits", "day", "{ mode: append, interval: day }")
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,7\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\n");
        Manifest first = run(shared, files, "2026-01-02");
        files.deliver("visits", ClinicFiles.VISITS + "v2,p1,2026-01-03,,in,6.00\n");
        Manifest second = run(shared, files, "2026-01-03");
        assertThat(second.tables())
                .allSatisfy(table -> assertThat(table.version().format()).isEqualTo(PlainTables.PLAIN));
        SparkSession.setActiveSession(shared);
        try (WeirSession session = WeirSession.open(files.read())) {
            assertThat(session.releases().read(first, "visits").count()).isEqualTo(1);
            assertThat(session.releases().read(second, "visits").count()).isEqualTo(2);
            assertThat(session.releases().read(second, "patients").count()).isEqualTo(1);
        }
    }

    private static Manifest run(SparkSession shared, ClinicFiles files, String day) {
        SparkSession.setActiveSession(shared);
        try (WeirSession session = WeirSession.open(files.read())) {
            return new ProductRun(session, "1.0.0", event -> {})
                    .run("clinic", RunRequest.usual().over(Interval.parse(day, ZoneOffset.UTC)))
                    .manifest()
                    .orElseThrow();
        }
    }

    /** Whose files a format does not know, it would remove as nobody's. */
    @Test
    void noOtherFormatLooksAfterItsTables() {
        warehouse.release(PlainTables.PLAIN, "run-1", 1);
        Map<TableFormat, TableUpkeep> upkeep = TableKinds.upkeep(warehouse.session, warehouse.warehouse);
        upkeep.forEach((format, own) ->
                assertThat(own.tables("clinical")).as(format.name()).hasSize(format.equals(PlainTables.PLAIN) ? 1 : 0));
    }

    /** Each format's clean-up knows its own files alone. */
    @Test
    void aTableThatWentOnInAnotherFormatKeepsAllItsReleases() {
        List<TableFormat> formats = List.of(
                TableFormat.ICEBERG, PlainTables.PLAIN, TableFormat.DELTA, PlainTables.PLAIN, TableFormat.ICEBERG);
        for (int number = 1; number <= formats.size(); number++) {
            warehouse.release(formats.get(number - 1), "run-" + number, number);
        }
        clean(FOR_EVER);
        for (int number = 1; number <= formats.size(); number++) {
            assertThat(rows(number)).containsExactly(RowFactory.create(number));
        }
        assertThat(TableKinds.newest(warehouse.session, warehouse.warehouse, "clinical", "patients"))
                .as("one of each format")
                .hasSize(3);
    }

    /** Its releases would be marked as gone, and their rows would stay. */
    @Test
    void nothingIsCleanedWhereNobodyLooksAfterItsTables() {
        warehouse.release(PlainTables.PLAIN, "run-1", 1);
        warehouse.release(PlainTables.PLAIN, "run-2", 2);
        StoredReleaseLog log = StoredReleaseLog.in(warehouse.warehouse);
        Map<TableFormat, TableUpkeep> upkeep = new TreeMap<>(TableKinds.upkeep(warehouse.session, warehouse.warehouse));
        upkeep.remove(PlainTables.PLAIN);
        try (CleanUp cleanUp = warehouse.releases.cleanUp("clinical", log, upkeep)) {
            assertThatThrownBy(() -> cleanUp.apply(
                            new Retention(Optional.of(Period.ofDays(1))),
                            "me",
                            Instant.now().plus(Duration.ofDays(9))))
                    .hasMessageContaining("The table format 'plain' is not whole");
        }
        assertThat(log.files().list("clinical/expired")).isEmpty();
    }

    @Test
    void contractsMayNameItAndNoOther(@TempDir Path workspace) throws IOException {
        ClinicFiles.in(workspace).format(new TableFormat("plane"));
        assertThat(WorkspaceReader.readWhatCanBe(workspace, Optional.empty(), Map.of(), Grammars.languages())
                        .problems())
                .hasSize(2)
                .extracting(Problem::what)
                .containsOnly("'weirFormat' is 'plane'");
    }
}
