package dev.weir.jobs.verb.authoring;

import static dev.weir.jobs.verb.authoring.DraftedFiles.column;
import static dev.weir.jobs.verb.authoring.DraftedFiles.fate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init}: nothing that a draft keeps tells by how many days dates are moved, and whose they are is seen. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class UndoneShiftsIT {

    private static final LocalDate FIRST = LocalDate.of(2022, 3, 1);

    @TempDir
    private Path root;

    private DraftedFiles files;

    @BeforeEach
    void workspace() {
        files = new DraftedFiles(root);
    }

    private final Random random = new Random(43);

    @Test
    void numbersThatFollowMovedDatesAreDropped() throws Exception {
        StringBuilder register = new StringBuilder(
                "row_no,patient_no,visited,excel_day,months,ym,quarter,days_to_end,score,hr_bpm,birth_weight,dow,decade,arm\n");
        StringBuilder reagents = new StringBuilder("row_no,reagent,opened_on,volume\n");
        for (int i = 0; i < 900; i++) {
            LocalDate day = FIRST.plusDays(i * 8 / 10);
            register.append("%d,HX%d,%s,%d,%d,%d,%dQ%d,%d,%d,%d,%d,%s,%s,%s\n"
                    .formatted(
                            i + 1,
                            570_000 + 37 * random.nextInt(250),
                            day,
                            day.toEpochDay() + 25_569,
                            day.getMonthValue(),
                            day.getYear() * 100 + day.getMonthValue(),
                            day.getYear(),
                            (day.getMonthValue() + 2) / 3,
                            1_000 - day.toEpochDay() + FIRST.toEpochDay(),
                            random.nextInt(20),
                            50 + random.nextInt(60),
                            2_000 + random.nextInt(2_000),
                            day.getDayOfWeek().toString().toLowerCase(Locale.ROOT),
                            List.of("early", "middle", "late").get(Math.min(2, (day.getDayOfMonth() - 1) / 10)),
                            random.nextInt(4) == 0 ? "placebo" : "verum"));
            reagents.append("%d,buffer %d,%s,%d\n".formatted(i + 1, i % 5, day, random.nextInt(9)));
        }
        files.write("register.csv", register);
        files.write("reagents.csv", reagents);

        JsonNode drafted = files.init();
        for (String number : new String[] {"excel_day", "months", "ym", "quarter", "days_to_end", "dow", "decade"}) {
            assertThat(fate(drafted, "register", number)).as(number).isEqualTo("dropped");
            assertThat(column(drafted, "register", number).get("because").asText())
                    .contains("it follows visited");
        }
        for (String number : new String[] {"score", "hr_bpm", "birth_weight", "arm"}) {
            assertThat(fate(drafted, "register", number)).as(number).isIn("kept", "searched");
        }
        assertThat(fate(drafted, "register", "row_no")).isEqualTo("masked");
        assertThat(fate(drafted, "register", "visited")).isEqualTo("masked");
        assertThat(fate(drafted, "reagents", "row_no")).isEqualTo("kept");
        assertThat(fate(drafted, "reagents", "opened_on")).isEqualTo("kept");
    }

    /** Half a year of readings, in which everybody takes part from the first week on: a run would stop by P002. */
    @Test
    void datesThatWouldStopARunAreDraftedAsMonths() throws Exception {
        StringBuilder readings = new StringBuilder("reading_id,participant,ts,hr_bpm\n");
        for (int i = 0; i < 1_080; i++) {
            readings.append("%d,PX%d,%sT%02d:00:00,%d\n"
                    .formatted(
                            i + 1,
                            3_000 + 17 * (i % 55),
                            FIRST.plusDays(i < 55 ? i % 5 : random.nextInt(180)),
                            random.nextInt(24),
                            50 + random.nextInt(60)));
        }
        files.write("readings.csv", readings);

        JsonNode ts = column(files.init(), "readings", "ts");
        assertThat(ts.get("because").asText()).contains("have one day or week in it");
        assertThat(ts.get("how").asText()).contains("month");
        assertThat(WarmCommands.weir("run", "lab", "-w", root.toString())
                        .with(0)
                        .out())
                .contains("lab@1");
    }

    /** Forty people are no codes of groups, whatever their column is called; and the dates beside them are theirs. */
    @Test
    void fewPeopleAreNoGroups() throws Exception {
        StringBuilder worn = new StringBuilder("item,wearer,ts,hr_bpm,arm,room,study\n");
        StringBuilder tubes = new StringBuilder("tube,src,drawn,vol_ul\n");
        StringBuilder plate = new StringBuilder("plate,well,tube_no,od450\n");
        StringBuilder dm = new StringBuilder("USUBJID,SUBJID,RFSTDTC\n");
        StringBuilder ecg = new StringBuilder("SUBJID,EGDTC,EGSTRESN\n");
        StringBuilder codes = new StringBuilder("patient_id,code,onset,a,b,c\n");
        for (int i = 0; i < 1_000; i++) {
            worn.append("%d,DK%d-%s,%s,%d,A%d,R%02d,ONC-2024-01\n"
                    .formatted(
                            i,
                            4_000 + 13 * (i % 40),
                            "ABC".charAt(i % 40 % 3),
                            FIRST.plusDays(random.nextInt(900)),
                            50 + random.nextInt(60),
                            i % 2,
                            i % 4));
        }
        for (int i = 0; i < 120; i++) {
            LocalDate day = FIRST.plusDays(i * 5L);
            tubes.append("T%d,DN%d-A,%s,%d\n".formatted(40_000 + 3 * i, 1_000 + 37 * (i % 40), day, 250 + i % 2 * 250));
            plate.append("EP1,%s%d,T%d,%d.5\n"
                    .formatted("ABCDEFGH".charAt(i % 8), i % 12 + 1, 40_000 + 3 * (i % 30), i % 3));
            dm.append("ST1-%d,%d,%s\n".formatted(50_001 + i * 11, 70_001 + i * 7, day));
            ecg.append("%d,%s,%d\n".formatted(70_001 + i * 7, day.plusDays(3), 300 + i % 100));
            for (String code : new String[] {"I10", "E11.9", "N18.3", "J45.0"}) {
                codes.append("P%d,%s,%s,39.9%04d,116.3%04d,%d.5678\n"
                        .formatted(
                                10_000 + 7 * i,
                                code,
                                day.plusDays(code.length()),
                                random.nextInt(10_000),
                                random.nextInt(10_000),
                                random.nextInt(9)));
            }
        }
        files.write("worn.csv", worn);
        files.write("tubes.csv", tubes);
        files.write("plate.csv", plate);
        files.write("dm.csv", dm);
        files.write("ecg.csv", ecg);
        files.write("codes.csv", codes);

        JsonNode drafted = files.init();
        assertThat(fate(drafted, "worn", "wearer")).isEqualTo("masked");
        assertThat(fate(drafted, "worn", "ts")).isEqualTo("masked");
        assertThat(fate(drafted, "worn", "arm")).isIn("kept", "searched");
        assertThat(fate(drafted, "worn", "room")).isIn("kept", "searched");
        assertThat(fate(drafted, "worn", "study")).isIn("kept", "searched");
        assertThat(fate(drafted, "tubes", "drawn")).isEqualTo("masked");
        assertThat(fate(drafted, "tubes", "tube")).isEqualTo("masked");
        assertThat(fate(drafted, "plate", "tube_no")).isEqualTo("masked");
        assertThat(fate(drafted, "codes", "code")).isIn("kept", "searched");
        assertThat(fate(drafted, "codes", "a")).as("degrees north").isEqualTo("dropped");
        assertThat(fate(drafted, "codes", "b")).as("degrees east").isEqualTo("dropped");
        assertThat(fate(drafted, "codes", "c")).isEqualTo("kept");
        assertThat(column(drafted, "ecg", "egdtc").get("how").asText()).contains("usubjid's own");
        assertThat(drafted.toString()).doesNotContain("days of one person move by different numbers");
    }

    /** Calls about samples name no patient, and their true dates would stand beside the moved ones of the same samples. */
    @Test
    void whatJoinsByPseudonymsIsAboutPeople() throws Exception {
        StringBuilder samples = new StringBuilder("sample_id,patient_id,collected,crp\n");
        StringBuilder calls = new StringBuilder("sample_id,called_at,value\n");
        StringBuilder labs = new StringBuilder("lab_no,sample_id,reagent_lot,taken_on,result\n");
        StringBuilder events = new StringBuilder("patient_id,project,event\n");
        StringBuilder doses = new StringBuilder("dose,programme\n");
        for (int i = 0; i < 60; i++) {
            LocalDate day = FIRST.plusDays(i * 6L);
            samples.append("SM%d,PT%d,%s,%d\n".formatted(70_000 + 13 * i, 500 + 7 * (i % 30), day, random.nextInt(90)));
            calls.append("SM%d,%s,%d\n".formatted(70_000 + 13 * i, day.plusDays(1), random.nextInt(90)));
            for (int twice = 0; twice < 5; twice++) {
                events.append("PT%d,ONC-20%d,%d\n".formatted(500 + 7 * (i % 30), 240 + twice, i % 3));
                doses.append("%d,ONC-20%d\n".formatted(i % 4, 240 + twice));
            }
            for (int twice = 0; twice < 2; twice++) {
                labs.append("LB%d,SM%d,LT%d,%s,%d\n"
                        .formatted(
                                90_000 + 2 * i + twice,
                                70_000 + 13 * i,
                                800 + i % 9,
                                day.plusDays(twice),
                                random.nextInt(90)));
            }
        }
        files.write("samples.csv", samples);
        files.write("calls.csv", calls);
        files.write("labs.csv", labs);
        files.write("events.csv", events);
        files.write("doses.csv", doses);

        JsonNode drafted = files.init();
        assertThat(fate(drafted, "samples", "collected")).isEqualTo("masked");
        assertThat(column(drafted, "calls", "called_at").get("how").asText()).contains("patient_id's own");
        assertThat(column(drafted, "labs", "taken_on").get("how").asText()).contains("patient_id's own");
        assertThat(fate(drafted, "events", "project"))
                .as("one code, one fate in all tables")
                .isEqualTo(fate(drafted, "doses", "programme"));
        assertThat(drafted.toString()).doesNotContain("days of one person move by different numbers");
    }
}
