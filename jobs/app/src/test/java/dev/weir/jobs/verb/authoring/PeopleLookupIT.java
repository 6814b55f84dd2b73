package dev.weir.jobs.verb.authoring;

import static dev.weir.jobs.verb.authoring.DraftedFiles.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init}: days of one person move alike in all tables, those too that have a visit's or a sample's number alone. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class PeopleLookupIT {

    private static final LocalDate FIRST = LocalDate.of(2022, 3, 1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path root;

    private final Random random = new Random(43);

    /** Visits know the patient, samples the visit, results and freezers the sample. */
    @Test
    void daysOfOnePersonMoveAlikeInAllTables() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder visits = new StringBuilder("patient_no,visit_no,seen_on,score\n");
        StringBuilder samples = new StringBuilder("sample_no,visit_no,drawn_on,volume\n");
        StringBuilder results = new StringBuilder("result_no,sample_no,measured_on,crp\n");
        StringBuilder frozen = new StringBuilder("sample_no,frozen_on,rack\n");
        Map<String, List<LocalDate>> truth = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            LocalDate day = FIRST.plusDays(random.nextInt(900));
            String patient = "P" + (5_000 + 7 * (i % 60));
            String visit = "V" + (30_000 + 11 * i);
            // each visit is written twice, as by two clerks
            LocalDate drawn = day.plusDays(random.nextInt(3));
            LocalDate measured = day.plusDays(2 + random.nextInt(20));
            truth.computeIfAbsent(patient, first -> new ArrayList<>())
                    .addAll(List.of(day, day.plusDays(1), drawn, day.plusDays(4), measured));
            visits.append("%s,%s,%s,%d\n".formatted(patient, visit, day, random.nextInt(9)));
            visits.append("%s,%s,%s,%d\n".formatted(patient, visit, day.plusDays(1), random.nextInt(9)));
            String sample = "S" + (80_000 + 13 * i);
            samples.append("%s,%s,%s,%d\n".formatted(sample, visit, drawn, 250));
            frozen.append("%s,%s,%d\n".formatted(sample, day.plusDays(4), i % 5));
            results.append("R%d,%s,%s,\"%d,5\"\n".formatted(60_000 + 3 * i, sample, measured, random.nextInt(90)));
        }
        // a sample of a visit that nobody wrote down
        samples.append("S1,V1,2023-05-04,250\n");
        frozen.append("S1,2023-05-06,1\n");
        results.append("R9,S1,2023-05-05,7\n");
        files.write("visits.csv", visits);
        files.write("samples.csv", samples);
        files.write("results.csv", results);
        files.write("frozen.csv", frozen);

        JsonNode drafted = files.init();
        for (String date : List.of("visits.seen_on", "samples.drawn_on", "results.measured_on", "frozen.frozen_on")) {
            assertThat(column(drafted, date.replaceFirst("\\..*", ""), date.replaceFirst(".*\\.", ""))
                            .get("how")
                            .asText())
                    .as(date)
                    .contains("patient_no's own");
        }
        assertThat(drafted.toString()).doesNotContain("move by different numbers");
        assertThat(drafted.toString()).contains("1 row finds none, and no moved date of such a row is released");
        assertThat(Files.readString(root.resolve("contracts/lab/results.sql"))).contains("LEFT JOIN");
        assertThat(Files.readString(root.resolve("contracts/raw/results.odcs.yaml")))
                .contains("decimal: comma");

        WarmCommands.weir("run", "lab", "-w", root.toString()).with(0);
        Map<String, List<LocalDate>> released = new HashMap<>();
        long lost = 0;
        for (String date : List.of("visits.seen_on", "samples.drawn_on", "results.measured_on", "frozen.frozen_on")) {
            for (JsonNode row : read(date.replaceFirst("\\..*", ""))) {
                JsonNode day = row.path(date.replaceFirst(".*\\.", ""));
                if (day.isMissingNode() || day.isNull()) {
                    lost++;
                } else {
                    released.computeIfAbsent(row.get("patient_no").asText(), first -> new ArrayList<>())
                            .add(LocalDate.parse(day.asText()));
                }
            }
        }
        assertThat(lost).as("of the rows without a patient").isEqualTo(3);
        assertThat(intervals(released)).isEqualTo(intervals(truth));
        assertThat(released.values()).doesNotContainAnyElementsOf(truth.values());
    }

    /** Tables that each count their rows from one: the numbers of one are in all others by chance. */
    @Test
    void keysThatCountFromOneAreNoWayToAPerson() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder doctors = new StringBuilder("doctor_id,specialty,hire_date\n");
        StringBuilder patients = new StringBuilder("patient_id,gender,registered_on\n");
        StringBuilder visits = new StringBuilder("visit_id,patient_id,doctor_id,visit_date\n");
        StringBuilder members = new StringBuilder("member_id,dob,plan\n");
        StringBuilder labs = new StringBuilder("obs,usubjid,lbdtc,lbstresn\n");
        StringBuilder subjects = new StringBuilder("subjid,usubjid,rfstdtc\n");
        for (int i = 1; i <= 50; i++) {
            doctors.append("%d,%s,%s\n".formatted(i, i % 2 == 0 ? "Cardiology" : "Surgery", FIRST.minusDays(30L * i)));
        }
        for (int i = 1; i <= 60; i++) {
            members.append("%d,%s,%s\n".formatted(i, FIRST.minusDays(8_000 + 91L * i), i % 3 == 0 ? "A" : "B"));
        }
        for (int i = 1; i <= 300; i++) {
            patients.append("%d,%s,%s\n".formatted(i, i % 2 == 0 ? "F" : "M", FIRST.minusDays(random.nextInt(900))));
            visits.append("%d,%d,%d,%s\n"
                    .formatted(
                            i, 1 + random.nextInt(300), 1 + random.nextInt(50), FIRST.plusDays(random.nextInt(900))));
            subjects.append("%d,ST-01-%04d,%s\n".formatted(i, i, FIRST.plusDays(random.nextInt(300))));
            labs.append("%d,ST-01-%04d,%s,%d.5\n"
                    .formatted(i, 1 + i % 40, FIRST.plusDays(random.nextInt(300)), random.nextInt(90)));
        }
        files.write("doctors.csv", doctors);
        files.write("patients.csv", patients);
        files.write("visits.csv", visits);
        files.write("members.csv", members);
        files.write("labs.csv", labs);
        files.write("subjects.csv", subjects);

        files.init();

        try (Stream<Path> queries = Files.list(root.resolve("contracts/lab"))) {
            for (Path query :
                    queries.filter(file -> file.toString().endsWith(".sql")).toList()) {
                assertThat(Files.readString(query))
                        .as(query.toString())
                        .doesNotContain("= t.obs", "= t.doctor_id", "= t.member_id", "= t.patient_id");
            }
        }
        assertThat(Files.readString(root.resolve("contracts/lab/labs.odcs.yaml")))
                .as("the number of a row is no person, though it is one among people's numbers")
                .contains("property: weirSubject, value: ")
                .doesNotContain("property: weirSubject, value: obs");
    }

    /** Of each person the days from the first one on, in no order of people. */
    private static List<String> intervals(Map<String, List<LocalDate>> people) {
        return people.values().stream()
                .map(days -> days.stream()
                        .map(day -> ChronoUnit.DAYS.between(Collections.min(days), day))
                        .sorted()
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }

    private List<JsonNode> read(String table) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        String read = WarmCommands.weir("read", "lab." + table + "@1", "-w", root.toString(), "-o", "json")
                .with(0)
                .out();
        for (String line : read.lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }
}
