package dev.weir.jobs.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.FailingRow;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.session.WeirSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a steward is told of the sources as they lie. */
@ExtendWith(SparkFixture.class)
class CheckRunIT {

    private static final String IDENTITY = "11010519491231002X";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    CheckRunIT(SparkSession spark) {
        this.spark = spark;
    }

    private CheckResult check(ClinicFiles files, int limit) {
        return new CheckRun(WeirSession.in(spark, files.read()), "1.0.0", event -> {}).check("clinic", limit);
    }

    private static List<FailingRow> rows(CheckResult result, String rule) {
        return result.shown().of(rule);
    }

    private static List<Long> lines(CheckResult result, String rule) {
        return rows(result, rule).stream()
                .map(FailingRow::line)
                .map(OptionalLong::orElseThrow)
                .toList();
    }

    @Test
    void everyKindOfRuleShowsTheRowsThatBreakIt() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver(
                        "patients",
                        ClinicFiles.PATIENTS + "p1," + IDENTITY + ",F,30\np2," + IDENTITY
                                + ",M,31\np3,,X,40\np3,,F,50\np4,,F,forty\np5,,M,-1\n")
                .deliver(
                        "visits",
                        ClinicFiles.VISITS + "v1,p1,2026-01-02,2026-01-01,in,5.00\nv2,nobody,2026-01-02,,out,5.00\n"
                                + "v3,p5,2026-01-02,,in,7.00\n")
                .rules("patients", "id: known-sex, row: \"sex IN ('F', 'M')\", severity: warn")
                .rules(
                        "visits",
                        "id: leaves-after-coming, row: left >= day, severity: block",
                        "id: enough, check: RowCount > 100, severity: warn");

        CheckResult result = check(files, 20);

        assertThat(result.releases()).isFalse();
        assertThat(lines(result, "patients.key")).containsExactly(4L, 5L);
        assertThat(lines(result, "patients.identity.unique")).containsExactly(2L, 3L);
        assertThat(lines(result, "patients.age.minimum")).containsExactly(7L);
        assertThat(lines(result, "known-sex")).containsExactly(4L);
        assertThat(lines(result, "leaves-after-coming")).containsExactly(2L);
        assertThat(lines(result, "visits.patient.reference")).containsExactly(3L, 4L);
        assertThat(result.shown().failing()).doesNotContainKey("enough");
        assertThat(rows(result, "visits.patient.reference"))
                .extracting(row -> row.detail().orElseThrow())
                .containsExactly("no such parent", "parent quarantined");
        assertThat(result.shown().unreadable()).singleElement().satisfies(cause -> {
            assertThat(cause.column()).contains("age");
            assertThat(cause.first())
                    .singleElement()
                    .satisfies(at -> assertThat(at.line()).hasValue(6));
        });
    }

    @Test
    void noClearValueOfAMaskedColumnIsShown() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver(
                        "patients",
                        ClinicFiles.PATIENTS + "secret-1," + IDENTITY + ",F,-1\nsecret-1," + IDENTITY + ",F,2\n");

        CheckResult result = check(files, 20);

        assertThat(result.shown().failing().values()).isNotEmpty();
        assertThat(result.shown().failing().toString())
                .doesNotContain(IDENTITY, "secret-1")
                .contains("sex=F");
        assertThat(rows(result, "patients.age.minimum").get(0).values().get("id"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void nothingIsLeftOnDisk() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,-1\n");
        List<Path> before = all(folder);
        List<Path> temporary = trials();

        check(files, 20);

        assertThat(all(folder)).isEqualTo(before);
        assertThat(trials()).isEqualTo(temporary);
    }

    @Test
    void theFirstRowsByLineAreShownAndAllAreCounted() throws Exception {
        StringBuilder patients = new StringBuilder(ClinicFiles.PATIENTS);
        for (int i = 0; i < 100; i++) {
            patients.append('p').append(i).append(",,F,-").append(i + 1).append('\n');
        }
        ClinicFiles files = ClinicFiles.in(folder).deliver("patients", patients.toString());

        CheckResult result = check(files, 3);

        assertThat(lines(result, "patients.age.minimum")).containsExactly(2L, 3L, 4L);
        assertThat(result.record().verdicts())
                .filteredOn(verdict -> verdict.rule().id().equals("patients.age.minimum"))
                .singleElement()
                .extracting(verdict -> verdict.rows().failed())
                .isEqualTo(100L);
        assertThat(check(files, 0).shown().failing()).isEmpty();
    }

    @Test
    void aTableWithoutRowsIsJudged() throws Exception {
        CheckResult result = check(ClinicFiles.in(folder), 20);

        assertThat(result.releases()).isTrue();
        assertThat(result.record().tables())
                .allSatisfy(table -> assertThat(table.produced()).isZero());
    }

    @Tag("slow")
    @Test
    void aSourceInGbkIsShownInItsOwnWords() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .encoded("GBK")
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,未知,3\n")
                .rules("patients", "id: known-sex, row: \"sex IN ('男', '女')\", severity: block");

        CheckResult result = check(files, 20);

        assertThat(result.releases()).isFalse();
        assertThat(rows(result, "known-sex").get(0).values()).containsEntry("sex", "未知");
    }

    @Test
    void aRuleThatSparkRefusesIsAProblem() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).rules("patients", "id: odd, row: \"age + 1\", severity: block");

        assertThatThrownBy(() -> check(files, 20)).isInstanceOf(ProblemsException.class);
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private List<Path> trials() throws IOException {
        Path local = Path.of(spark.sparkContext().conf().get("spark.local.dir"));
        try (Stream<Path> files = Files.list(local)) {
            return files.filter(file -> file.getFileName().toString().startsWith("weir-trial-"))
                    .toList();
        }
    }
}
