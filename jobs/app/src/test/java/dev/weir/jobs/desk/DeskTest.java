package dev.weir.jobs.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.verb.authoring.PlanReport;
import dev.weir.jobs.verb.authoring.WorkspaceValidation;
import dev.weir.jobs.verb.law.WhatIfs;
import dev.weir.jobs.verb.released.RegisteredReaders;
import dev.weir.jobs.verb.released.ReleaseDetails;
import dev.weir.jobs.verb.released.ReleaseList;
import dev.weir.jobs.verb.released.ReleaseTags;
import dev.weir.releases.evidence.Sealed;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tag;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs as a service asks for them: no terminal, no arguments, problems as values. */
class DeskTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private Desk desk = new Desk(new WorkspaceFolder(Path.of(""), Optional.empty(), Map.of()), NOON, notes::add);

    @BeforeEach
    void workspace() throws Exception {
        Folders.copy(Path.of("../../examples/clinical/contracts"), folder.resolve("contracts"));
        Folders.copy(Path.of("../../examples/clinical/quality-rules"), folder.resolve("quality-rules"));
        Files.copy(Path.of("../../examples/clinical/weir.yaml"), folder.resolve("weir.yaml"));
        desk = new Desk(new WorkspaceFolder(folder, Optional.empty(), Map.of()), NOON, notes::add);
    }

    private void release() throws Exception {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(folder.resolve("warehouse")));
        ReleasedTable table = new ReleasedTable(
                "encounters",
                new ReleasedTable.Version(TableFormat.ICEBERG, "/w/clinical/encounters", "clinical.encounters", 7),
                List.of(new ReleasedTable.ReleasedColumn("id", "integer", "NONE", "keep", "", "")),
                new ContentDigest(1_234, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(2, 1_500_000, "0".repeat(64)),
                "clinical.encounters 1.2.0");
        Sealed.publish(folder, log, SampleRelease.of(1, Optional.empty(), "run-1", List.of(table)));
    }

    @Test
    void aWorkspaceIsCheckedAndPlanned() {
        assertThat(WorkspaceValidation.of(desk.folder(), desk.now()).workspace().product("clinical"))
                .isPresent();
        assertThat(PlanReport.of(desk, "clinical").plan().tables()).isNotEmpty();
    }

    @Test
    void whatIsWrongComesAsValuesWithPlaceCauseAndRemedy() throws IOException {
        Path rules = folder.resolve("quality-rules/clinical/encounters.yaml");
        Files.writeString(rules, Files.readString(rules).replaceFirst("severity: \\w+", "severity: loud"));
        assertThatThrownBy(() -> WorkspaceValidation.of(desk.folder(), desk.now()))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        found -> assertThat(found.problems()).anySatisfy(problem -> {
                            assertThat(problem.place().file()).isEqualTo("quality-rules/clinical/encounters.yaml");
                            assertThat(problem.place().line()).isPositive();
                            assertThat(problem.remedy()).isNotBlank();
                        }));
        assertThatThrownBy(() -> PlanReport.of(desk, "none"))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        found -> assertThat(found.problems())
                                .extracting(Problem::code)
                                .isNotEmpty());
    }

    @Test
    void releasesAreListedShownNamedAndHeld() throws Exception {
        release();
        assertThat(ReleaseTags.changed(desk, "clinical@1", "paper-v1", ReleaseTags.Change.GIVE, "us@example.org")
                        .tags()
                        .whole())
                .extracting(Tag::name)
                .containsExactly("paper-v1");
        RegisteredReaders held =
                RegisteredReaders.pinned(desk, "clinical@1", "study 7", "2026-12-31", "For the paper.");
        assertThat(held.today()).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(held.pins().whole()).hasSize(1);

        ReleaseList list = ReleaseList.of(desk, "clinical", 20);
        assertThat(list.lines()).hasSize(1);
        assertThat(list.lines().get(0).rows()).isEqualTo(1_234);
        ReleaseDetails shown = ReleaseDetails.of(desk, "clinical@paper-v1");
        assertThat(shown.tags()).containsExactly("paper-v1");
        assertThat(shown.readers()).hasSize(1);
        assertThat(shown.doubts().first()).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void whoAsksHearsWhatIsNoResult() throws Exception {
        release();
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("warehouse/location.txt"), folder.resolve("elsewhere") + "\n");
        ReleaseList.of(desk, "clinical", 20);
        assertThat(notes).hasSize(1);
        assertThat(notes.get(0)).contains("weir relocate");
    }

    @Test
    void aWordThatIsNoNameOfAProductIsTold() {
        assertThatThrownBy(() -> ReleaseList.of(desk, "clinicle", 20))
                .isInstanceOfSatisfying(ProblemsException.class, found -> {
                    assertThat(found.problems()).extracting(Problem::code).containsExactly(Code.UNKNOWN_NAME);
                    assertThat(found.problems().get(0).remedy()).contains("clinical");
                });
    }

    @Test
    void aTableOfWhatIfsIsDecidedWithoutAWorkspace() throws IOException {
        Path file = folder.resolve("cases.tsv");
        Files.writeString(
                file,
                "id\tevalDate\trequestType\tdataGrade\thgr\texporterForeign\thasPI\tciio\tftz\texemption\tledgerYear"
                        + "\tledgerN\tledgerS\tnewN\tnewS\trecipientRegion\trecipientForeign\tduties\tmechanisms\n"
                        + "a\t2026-06-15\tTRANSFER\tGENERAL\tNONE\tN\tY\tN\tNONE\tNONE\t2026\t0\t0\t500\t0\tUS\tY\tOK\t-\n"
                        + "b\t2026-06-15\n");
        WhatIfs table = WhatIfs.of(Optional.empty(), file);
        assertThat(table.decisions()).hasSize(2);
        assertThat(table.decisions().get(0).decision().allows()).isTrue();
        assertThat(table.decisions().get(1).decision().allows()).isFalse();
        assertThat(table.problems()).hasSize(1);
    }

    @Test
    void aFolderDoesNotShowItsEnvironment() {
        WorkspaceFolder secret = new WorkspaceFolder(folder, Optional.empty(), Map.of("PASSWORD", "hunter2"));
        assertThat(secret).asString().doesNotContain("hunter2");
        assertThat(new Desk(secret, NOON, Caller.QUIET)).asString().doesNotContain("hunter2");
    }
}
