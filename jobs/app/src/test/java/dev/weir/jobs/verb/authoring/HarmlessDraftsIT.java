package dev.weir.jobs.verb.authoring;

import static dev.weir.jobs.verb.authoring.DraftedFiles.column;
import static dev.weir.jobs.verb.authoring.DraftedFiles.fate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init}: what tells of no person stays in the first release. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class HarmlessDraftsIT {

    private static final LocalDate FIRST = LocalDate.of(2022, 3, 1);

    @TempDir
    private Path root;

    private final Random random = new Random(47);

    private String one(String... values) {
        return values[random.nextInt(values.length)];
    }

    /** A stock of reagents, the weather of a year and the runs of two instruments beside people's samples. */
    @Test
    void thingsStayBesidePeople() throws Exception {
        DraftedFiles files = new DraftedFiles(root.resolve("1"));
        StringBuilder reagents =
                new StringBuilder("试剂名 Reagent,厂家 Supplier,Cat. No. 货号,Lot 批号,到货 Rec'd,有效期至 Exp.,Qty 数量,单价 ¥\n");
        StringBuilder weather = new StringBuilder("day,sky,t_mean\n");
        StringBuilder samples = new StringBuilder("sample_id,patient_id,collected,crp\n");
        StringBuilder runs = new StringBuilder("plate,sample_id,Target 基因,instrument,kit_version,run_date,ct\n");
        for (int i = 0; i < 240; i++) {
            LocalDate day = FIRST.plusDays(random.nextInt(300));
            reagents.append("%s,%s,%s,%s%d,%s,%s,%d,%d.5\n"
                    .formatted(
                            one("Fetal bovine serum", "TRIzol Reagent", "Proteinase K", "多聚甲醛 PFA"),
                            one("Merck", "Thermo Fisher", "国药", "Sigma-Aldrich"),
                            one("RR047A", "11875093", "P0012S", "G1101", "15596026"),
                            one("AK", "SLC", "B"),
                            1_000_000 + random.nextInt(9_000_000),
                            day,
                            day.plusDays(500),
                            random.nextInt(9),
                            100 + random.nextInt(900)));
            samples.append("SM%d,PT%d,%s 00:00:00,%d\n"
                    .formatted(70_000 + 13 * i, 500 + 7 * (i % 60), FIRST.plusDays(i), random.nextInt(90)));
            int turn = i / 30;
            runs.append("P%d,SM%d,%s,%s,%s,%s,%d.25\n"
                    .formatted(
                            turn,
                            70_000 + 13 * i,
                            one("GAPDH", "ACTB", "IL6", "TNF"),
                            List.of("LC", "QS", "QS", "LC").get(turn % 4),
                            turn < 4 ? "V1" : "V2",
                            FIRST.plusDays(40L * turn + turn % 3),
                            20 + random.nextInt(10)));
        }
        for (int i = 0; i < 300; i++) {
            weather.append(
                    "%s 00:00:00,%s,%d.5\n".formatted(FIRST.plusDays(i), one("晴", "阴", "多云", "小雨", "霾"), i % 30));
        }
        files.write("reagents.csv", reagents);
        files.write("weather.csv", weather);
        files.write("samples.csv", samples);
        files.write("runs.csv", runs);

        JsonNode drafted = files.init();
        for (JsonNode table : drafted.get("tables")) {
            if (table.get("name").asText().equals("reagents")) {
                table.get("columns")
                        .forEach(column -> assertThat(column.get("fate").asText())
                                .as(column.toString())
                                .isIn("kept", "searched"));
            }
        }
        assertThat(fate(drafted, "weather", "day")).isEqualTo("kept");
        assertThat(fate(drafted, "weather", "sky")).isEqualTo("searched");
        assertThat(fate(drafted, "samples", "collected")).isEqualTo("masked");
        assertThat(fate(drafted, "samples", "patient_id")).isEqualTo("masked");
        assertThat(fate(drafted, "runs", "run_date")).isEqualTo("masked");
        assertThat(fate(drafted, "runs", "instrument")).as("they take turns").isIn("kept", "searched");
        assertThat(fate(drafted, "runs", "kit_version"))
                .as("one came after the other")
                .isEqualTo("dropped");
        assertThat(column(drafted, "runs", "kit_version").get("because").asText())
                .contains("it follows run_date");
        assertThat(Files.readString(root.resolve("1/weir.yaml"))).contains("workspace: \"1\"");
        WarmCommands.weir("validate", "-w", root.resolve("1").toString()).with(0);
    }

    /** Arms and positions of a trial, what is measured, and who agrees to what; but neither genotypes nor who rated. */
    @Test
    void termsOfATrialStay() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder people =
                new StringBuilder("USUBJID,Age (y),ARM,VSPOS,同意基因检测,rater,nurse on duty,BDNF_Val66Met,locus\n");
        StringBuilder primers = new StringBuilder("primer,seq5to3,tm\n");
        for (int i = 0; i < 200; i++) {
            people.append("HBX-204-%d,%d,%s,%s,%s,%s,%s,%s,%s\n"
                    .formatted(
                            1_000 + i,
                            20 + random.nextInt(60),
                            one("Placebo", "HBX204 20 mg", "HBX204 40 mg"),
                            one("SITTING", "SUPINE", "STANDING"),
                            one("是", "否"),
                            one("QS", "LXY"),
                            one("Jessica", "Maria", "Fatima", "Chloe", "Olga"),
                            one("VV", "VM", "MM"),
                            one("CC", "CT", "TT")));
            StringBuilder sequence = new StringBuilder();
            random.ints(18 + i % 20, 0, 4).forEach(base -> sequence.append("ACGT".charAt(base)));
            primers.append("fwd %d,%s,%d.5\n".formatted(i, sequence, 55 + i % 9));
        }
        files.write("people.csv", people);
        files.write("primers.csv", primers);

        JsonNode drafted = files.init();
        for (String kept : List.of("arm", "vspos", "tong_yi_ji_yin_jian_ce")) {
            assertThat(fate(drafted, "people", kept)).as(kept).isIn("kept", "searched");
        }
        assertThat(fate(drafted, "primers", "seq5to3")).isEqualTo("searched");
        assertThat(column(drafted, "people", "age_y").get("category").asText()).isEqualTo("AGE");
        assertThat(column(drafted, "people", "rater").get("category").asText()).isEqualTo("STAFF");
        assertThat(fate(drafted, "people", "nurse_on_duty")).isIn("dropped", "masked");
        for (String dropped : List.of("bdnf_val66_met", "locus")) {
            assertThat(fate(drafted, "people", dropped)).as(dropped).isEqualTo("dropped");
        }
    }

    /** When a server exported records is worth no date of a person; stages and choices of a few words stay. */
    @Test
    void recordsOfFhirKeepTheirDaysAndParts() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder patients = new StringBuilder();
        StringBuilder conditions = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            patients.append(
                    "{'resourceType':'Patient','id':'p%d','meta':{'lastUpdated':'2024-02-0%dT02:1%d:00Z'},'birthDate':'%s'}\n"
                            .formatted(7_000 + 3 * i, 1 + i % 2, i % 9, FIRST.minusDays(9_000 + 31L * i)));
            LocalDate day = FIRST.plusDays(random.nextInt(600));
            conditions.append(
                    "{'resourceType':'Condition','id':'c%d','subject':{'reference':'Patient/p%d'},'onsetDateTime':'%s','recordedDate':'%s','stage':[{'summary':{'coding':[{'code':'%s'}]}}],'code':{'text':'%s'}}\n"
                            .formatted(
                                    i,
                                    7_000 + 3 * i,
                                    i % 3 == 0 ? day.toString().substring(0, 7) : day,
                                    day.plusDays(random.nextInt(9)),
                                    one("I", "IIA", "IIIB", "IV"),
                                    one("controle na kuur", "eerste bezoek")));
        }
        files.write("Patient.ndjson", patients.toString().replace('\'', '"'));
        files.write("Condition.ndjson", conditions.toString().replace('\'', '"'));
        JsonNode drafted = files.init();
        assertThat(fate(drafted, "patient", "last_updated")).isEqualTo("dropped");
        for (String moved : List.of("onset_date_time", "recorded_date")) {
            assertThat(column(drafted, "condition", moved).get("how").asText()).contains("moved by days");
        }
        for (String kept : List.of("stage_summary_code", "code_text")) {
            assertThat(fate(drafted, "condition", kept)).as(kept).isIn("kept", "searched");
        }
    }

    /** Genes beside variants are those in which a person has them. */
    @Test
    void genesOfPeopleStayBlocked() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder found = new StringBuilder("patient_id,gene,hgvs,read_depth\n");
        for (int i = 0; i < 120; i++) {
            found.append("PT%d,%s,c.%dG>A,%d\n".formatted(500 + 7 * i, one("BRCA1", "TP53", "EGFR"), 30 + i, i));
        }
        files.write("found.csv", found);
        JsonNode drafted = files.init();
        assertThat(fate(drafted, "found", "gene")).isEqualTo("dropped");
        assertThat(fate(drafted, "found", "hgvs")).isEqualTo("dropped");
    }
}
