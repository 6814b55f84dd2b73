package dev.weir.jobs.engine.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.upkeep.Checkup;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.StoredReleaseLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two releases, and the first one again. */
@ExtendWith(SparkFixture.class)
class RollbackIT {

    @TempDir
    private Path folder;

    @Test
    void anEarlierContentIsReleasedAgainByTodaysRules() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,40\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\n");
        WeirSession session = WeirSession.open(files.read());
        Manifest first = run(session);
        files.deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\nv2,p2,2026-01-02,,out,9.00\n");
        Manifest second = run(session);
        StoredReleaseLog log = StoredReleaseLog.of(session.workspace());
        Clock clock = Clock.systemUTC();
        new Pins(log)
                .pin(
                        "clinic",
                        2,
                        "study 7",
                        LocalDate.now(java.time.ZoneOffset.UTC).plusDays(9),
                        "",
                        clock.instant());
        assertThatThrownBy(() -> rollback(session, 2)).hasMessageContaining("clinic@2 is the newest release");

        log.fence("clinic", 3, "run-asleep"); // nobody's rows are repaired under that number
        RollbackResult result = rollback(session, 1);

        Manifest third = log.read("clinic", 4);
        assertThat(result.manifest()).contains(third);
        assertThat(third.history().rollbackOf()).hasValue(1);
        assertThat(third.history().repaired()).containsExactly(2L);
        assertThat(third.tables())
                .extracting(ReleasedTable::content)
                .isEqualTo(first.tables().stream().map(ReleasedTable::content).toList());
        for (ReleasedTable table : first.tables()) {
            assertThat(session.releases().read(third, table.name()).collectAsList())
                    .containsExactlyInAnyOrderElementsOf(
                            session.releases().read(first, table.name()).collectAsList());
            assertThat(session.spark().table("weir.clinic." + table.name()).count())
                    .isEqualTo(table.rows());
        }
        assertThat(session.releases().read(second, "visits").count()).isEqualTo(2);
        assertThat(result.readers()).extracting(pin -> pin.by()).containsExactly("study 7");
        assertThat(new ProductHistory(session, "clinic").baselines(9)).containsExactly(1L, 4L);
        assertThat(new Checkup(session).findings()).isEmpty();
        RollbackResult again = rollback(session, 1);
        assertThat(again.record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(again.manifest()).contains(third);

        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        String before = Files.readString(contract);
        Files.writeString(
                contract,
                before.replace(
                        "name: kind, logicalType: string,",
                        "name: kind, logicalType: string, customProperties: [{ property: weirMask, value: redact }],"));
        WeirSession masked = WeirSession.open(files.read());
        assertThatThrownBy(() -> rollback(masked, 1))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(Code.ROLLBACK_REFUSED);
                                    assertThat(problem.what()).contains("visits.kind", "'keep'");
                                    assertThat(problem.why()).contains("redact");
                                }));
        Files.writeString(contract, before);

        WeirSession strict = WeirSession.open(files.rules("visits", "id: dear, row: cost > 6, severity: block")
                .read());
        RollbackResult held = rollback(strict, 1);
        assertThat(held.record().ending().outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.record().ending().reasons()).anyMatch(reason -> reason.contains("dear"));
        assertThat(log.numbers("clinic").count()).isEqualTo(3);

        goesOnFromNothingForged(files);

        Path manifest = files.root().resolve("warehouse/releases/clinic/1.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"keep\"", "\"drop\""));
        assertThatThrownBy(() -> rollback(strict, 1))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems().get(0).code()).isEqualTo(Code.EVIDENCE_BROKEN));
    }

    private static void goesOnFromNothingForged(ClinicFiles files) throws Exception {
        WeirSession session = WeirSession.open(files.read());
        Path newest = files.root().resolve("warehouse/releases/clinic/4.json");
        Path evidence = files.root().resolve("warehouse/releases/clinic/objects");
        String signed = Files.readString(newest);
        Files.writeString(newest, signed.replace("\"keep\"", "\"drop\""));
        assertThatThrownBy(() -> run(session))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems().get(0).code()).isEqualTo(Code.EVIDENCE_BROKEN));
        assertThat(new Checkup(session).findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("clinic@4"));
        assertThatThrownBy(() -> rollback(session, 1))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems().get(0).code()).isEqualTo(Code.EVIDENCE_BROKEN));
        Files.writeString(newest, signed);
        assertThat(new Checkup(session).findings()).isEmpty();
        Path away = Files.move(evidence, evidence.resolveSibling("away"));
        assertThat(new Checkup(session).findings())
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(CheckupFinding.Kind.RELEASE))
                .isNotEmpty();
        Files.move(away, evidence);
    }

    private static Manifest run(WeirSession session) {
        return new ProductRun(session, "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
    }

    private static RollbackResult rollback(WeirSession session, long number) {
        return new Rollback(session, "1.0.0", event -> {}, Clock.systemUTC()).to("clinic", number, Optional.empty());
    }
}
