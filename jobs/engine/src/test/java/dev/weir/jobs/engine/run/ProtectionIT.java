package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.session.WeirSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a run does for the people in the rows, beside its masks. */
@ExtendWith(SparkFixture.class)
class ProtectionIT {

    private static final String ADULT = "11010519491231002X";

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 2);

    private final SparkSession spark;

    @TempDir
    private Path folder;

    ProtectionIT(SparkSession spark) {
        this.spark = spark;
    }

    private CheckResult check(ClinicFiles files) {
        return new CheckRun(WeirSession.in(spark, files.read()), "1.0.0", event -> {}).check("clinic", 5);
    }

    private ClinicFiles visits(String... kinds) throws IOException {
        String rows = IntStream.range(0, kinds.length)
                .mapToObj(i -> "v" + i + ",patient-" + i + ",2026-01-02,," + kinds[i] + ",5.00\n")
                .collect(Collectors.joining());
        String patients = IntStream.range(0, kinds.length)
                .mapToObj(i -> "patient-" + i + ",,F,30\n")
                .collect(Collectors.joining());
        return ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + patients)
                .deliver("visits", ClinicFiles.VISITS + rows);
    }

    private Problem leak(ClinicFiles files) {
        ProblemsException stopped = catchThrowableOfType(ProblemsException.class, () -> check(files));
        assertThat(stopped).isNotNull();
        assertThat(stopped.exit()).isEqualTo(ExitCode.COMPLIANCE);
        assertThat(stopped.problems()).hasSize(1);
        Problem problem = stopped.problems().get(0);
        assertThat(problem.code()).isEqualTo(Code.UNDECLARED_PERSONAL_DATA);
        assertThat(problem.place().file()).isEqualTo("contracts/clinic/visits.odcs.yaml");
        return problem;
    }

    @Test
    void columnThatHoldsIdentityNumbersStopsTheRunAndShowsNone() throws IOException {
        Problem problem = leak(
                visits("in", ADULT, "see 440524188001010014", "81000019980902013X", "out", "in", "in", "in", "in"));
        assertThat(problem.what()).contains("'visits.kind'", "resident identity numbers", "3 of 9 values", "33.3 %");
        assertThat(problem.remedy()).contains("classification: RID");
        assertThat(problem.toString()).doesNotContain("11010519491231002", "440524", "810000");
    }

    @Test
    void columnThatHoldsTheRowsOwnSubjectStopsTheRun() throws IOException {
        Problem problem = leak(visits("scan-patient-0.png", "scan-patient-1.png", "scan-patient-2.png", "none"));
        assertThat(problem.what()).contains("'visits.kind'", "the row's own 'patient'", "3 of 4 values");
        assertThat(problem.remedy()).contains("MRN", "weirMask: drop");
    }

    @Test
    void oneDayOfManyPeopleStopsTheRunWhereDatesAreShifted() throws IOException {
        String rows = IntStream.range(0, 8)
                .mapToObj(i ->
                        "v" + i + ",patient-" + i + "," + (i < 5 ? FIRST : FIRST.minusDays(40L * i)) + ",,in,5.00\n")
                .collect(Collectors.joining());
        String patients =
                IntStream.range(0, 8).mapToObj(i -> "patient-" + i + ",,F,30\n").collect(Collectors.joining());
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + patients)
                .deliver("visits", ClinicFiles.VISITS + rows);
        for (String contract : new String[] {"contracts/raw/files.odcs.yaml", "contracts/clinic/visits.odcs.yaml"}) {
            String text = Files.readString(folder.resolve(contract));
            files.write(
                    contract,
                    text.replace(
                            "name: day, logicalType: date, classification: NONE",
                            "name: day, logicalType: date, classification: DATE"));
        }
        ProblemsException stopped = catchThrowableOfType(ProblemsException.class, () -> check(files));
        assertThat(stopped).isNotNull();
        assertThat(stopped.exit()).isEqualTo(ExitCode.COMPLIANCE);
        Problem problem = stopped.problems().get(0);
        assertThat(problem.code()).isEqualTo(Code.SHIFT_TELLS);
        assertThat(problem.place().file()).isEqualTo("contracts/clinic/visits.odcs.yaml");
        assertThat(problem.what()).contains("'visits.", "5 of 8 people", "62.5 %");
        assertThat(problem.remedy()).contains("generalise, to: month", "weirNullValues");
        assertThat(problem.toString()).doesNotContain(FIRST.toString());

        // a day that is not moved tells no shift
        files.deliver("visits", ClinicFiles.VISITS + rows.replace(FIRST.toString(), "9999-12-31"));
        assertThatCode(() -> check(files)).doesNotThrowAnyException();

        String week = IntStream.range(0, 24)
                .mapToObj(i -> "v" + i + ",patient-" + i + "," + FIRST.plusDays(i % 5) + ",,in,5.00\n")
                .collect(Collectors.joining());
        files.deliver(
                "patients",
                ClinicFiles.PATIENTS
                        + IntStream.range(0, 24)
                                .mapToObj(i -> "patient-" + i + ",,F,30\n")
                                .collect(Collectors.joining()));
        files.deliver("visits", ClinicFiles.VISITS + week);
        assertThatThrownBy(() -> check(files))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        weekly -> assertThat(weekly.problems()).first().satisfies(told -> {
                            assertThat(told.code()).isEqualTo(Code.SHIFT_TELLS);
                            assertThat(told.what()).contains("24 of 24 people have a date in one week");
                        }));

        files.deliver("visits", ClinicFiles.VISITS + rows.lines().skip(1).collect(Collectors.joining("\n", "", "\n")));
        assertThat(check(files).record().run().times())
                .filteredOn(time -> time.stage().equals("review"))
                .isEmpty();
    }

    @Test
    void fewerAreToldForSomebodyToLookAt() throws IOException {
        String[] kinds = new String[20];
        Arrays.fill(kinds, "in");
        kinds[7] = "see " + ADULT;
        CheckResult result = check(visits(kinds));
        assertThat(result.record().run().times())
                .filteredOn(time -> time.stage().equals("review"))
                .extracting(StageTime::subject)
                .containsExactly("visits.kind may hold resident identity numbers: 1 of 20 values");
    }

    @Test
    void rowsOfMinorsGoWithAllThatRefersToThem() throws IOException {
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver(
                        "patients",
                        ClinicFiles.PATIENTS + "child," + identity(day.minusYears(14)) + ",F,13\ngrown,"
                                + identity(day.minusYears(14).minusDays(1)) + ",F,14\nbroken,110101,F,-1\n")
                .deliver(
                        "visits",
                        ClinicFiles.VISITS + "v1,child,2026-01-02,,in,5.00\nv1,child,2026-01-03,,in,5.00\n"
                                + "v2,grown,2026-01-02,,in,5.00\nv3,nobody,2026-01-02,,in,5.00\n"
                                + "v4,broken,2026-01-02,,in,5.00\n");
        String contract = Files.readString(folder.resolve("contracts/clinic/patients.odcs.yaml"));
        CheckResult kept = check(files);
        assertThat(kept.record().tables().get(0))
                .isEqualTo(new TableCount(
                        "patients", 3, 2, 1, 0, new TableCount.Ages(OptionalLong.of(1), OptionalLong.of(1))));

        files.write(
                "contracts/clinic/patients.odcs.yaml",
                contract.replace(
                        "{ property: weirSubject, value: id }",
                        "{ property: weirSubject, value: id }, { property: weirMinors, value: drop }"));
        CheckResult dropped = check(files);

        assertThat(dropped.record().tables())
                .containsExactly(
                        new TableCount(
                                "patients", 3, 1, 0, 2, new TableCount.Ages(OptionalLong.of(0), OptionalLong.of(1))),
                        new TableCount("visits", 5, 1, 1, 3));
        assertThat(dropped.record().run().times())
                .filteredOn(time -> time.stage().equals("review"))
                .extracting(StageTime::subject)
                .containsExactly(
                        "patients: nothing tells the age in 1 of its rows; they were dropped, as rows of people under"
                                + " 14 are");
    }

    /** A valid number of somebody born on a day. */
    private static String identity(LocalDate born) {
        String digits = "110105" + born.toString().replace("-", "") + "002";
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = IntStream.range(0, weights.length)
                .map(i -> weights[i] * (digits.charAt(i) - '0'))
                .sum();
        return digits + "10X98765432".charAt(sum % 11);
    }
}
