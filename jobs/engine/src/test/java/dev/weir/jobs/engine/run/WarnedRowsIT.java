package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Severity;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows that break a rule with {@code warn} are listed by file and line where the release says their number, and nowhere else. */
@ExtendWith(SparkFixture.class)
class WarnedRowsIT {

    @TempDir
    private Path folder;

    @Test
    void areListedWhereTheirNumberIsSaid() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver(
                        "patients",
                        ClinicFiles.PATIENTS
                                + "p1,11010519491231002X,F,30\np2,440524188001010014,F,130\np3,,M,131\np4,,M,40\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,,,in,60.00\nv2,p2,,,in,-60.00\nv3,p3,,,out,60.00\n")
                .rules(
                        "patients",
                        "id: open, row: age < 100, severity: warn",
                        "id: of-open, row: age < 100, where: \"sex = 'F'\", severity: warn",
                        "id: there, row: identity IS NOT NULL, severity: warn",
                        "id: masked, row: \"identity NOT LIKE '11%'\", severity: warn",
                        "id: of-masked, row: age < 100, where: \"identity LIKE '44%'\", severity: warn",
                        "id: both, row: \"age < 100 OR id = 'p3'\", severity: warn",
                        "id: voted, depends: { on: [sex], column: identity, by: majority }, severity: warn",
                        "id: voted-open, depends: { on: [sex], column: age, by: majority }, severity: warn")
                .rules("visits", "id: of-parent, row: \"parent.identity LIKE '44%'\", join: patients, severity: warn");
        RunRecord record;
        Set<String> listed;
        try (WeirSession session = WeirSession.open(files.read())) {
            record = new ProductRun(session, "1.0.0", event -> {})
                    .run("clinic", RunRequest.usual())
                    .record();
            listed = session
                    .spark()
                    .table("weir.clinic_quarantine.patients__warned")
                    .selectExpr("explode(_weir_reasons) AS reason", "_weir_line")
                    .selectExpr("reason.rule")
                    .distinct()
                    .collectAsList()
                    .stream()
                    .map(row -> row.getString(0))
                    .collect(Collectors.toSet());
        }

        assertThat(record.ending().release()).as(record.ending().toString()).isPresent();
        assertThat(rules(record, "patients").map(verdict -> verdict.rule().id()))
                .contains("open", "masked", "both", "of-masked", "voted");
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(rules(record, "patients")
                        .filter(verdict -> verdict.subject() != Verdict.Subject.UNSAID)
                        .map(verdict -> verdict.rule().id())
                        .toList())
                .contains("open", "of-open", "there", "voted-open");
        assertThat(rules(record, "visits"))
                .singleElement()
                .extracting(Verdict::subject)
                .isEqualTo(Verdict.Subject.UNSAID);
        assertThat(Files.exists(folder.resolve("warehouse/clinic_quarantine/visits__warned")))
                .as("a table without a rule whose rows may be listed has no list")
                .isFalse();
    }

    private static Stream<Verdict> rules(RunRecord record, String table) {
        return record.verdicts().stream()
                .filter(verdict -> verdict.rule().severity() == Severity.WARN
                        && verdict.rule().table().equals(table)
                        && verdict.answer() == Verdict.Answer.FAILED);
    }
}
