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

    /** Results with their units, ranges, what was below a limit, and numbers that many columns measure. */
    @Test
    void whatIsMeasuredStays() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder labs = new StringBuilder("USUBJID,normal_range,result,PCORRES,PCSTRESN,clinic_code\n");
        StringBuilder gel = new StringBuilder("spot,b1,b2,b3,b4,b5,b6,b7\n");
        for (int i = 0; i < 400; i++) {
            boolean isBelow = i % 2 == 0;
            String level = "0.%015d".formatted(101_566_224_882_241L * (i + 1) % 999_999_999_999_983L);
            labs.append("HBX-204-%d,%s,%s,%s,%s,%d\n"
                    .formatted(
                            1_000 + i / 4,
                            one("3.5-11.0 10^9/L", "11.5-17.5 g/dL", "7-56 U/L", "150-400 10^9/L"),
                            one("%d.%d2IU/L", "%d.%d4 (IU/L)", "%d.%d1G/L", "%d.%d3 10^9/L", "<%d.%d")
                                    .formatted(3 + i, random.nextInt(10)),
                            isBelow ? "<BLQ" : level,
                            isBelow ? "NA" : level,
                            3_000_017 + 41 * i));
            gel.append(i + 1);
            for (int column = 0; column < 7; column++) {
                gel.append(',').append((long) Math.exp(12 + 4 * random.nextDouble()));
            }
            gel.append('\n');
        }
        files.write("labs.csv", labs);
        files.write("gel.csv", gel);

        JsonNode drafted = files.init();
        for (String kept : List.of("normal_range", "result", "pcorres", "pcstresn")) {
            assertThat(fate(drafted, "labs", kept))
                    .as(column(drafted, "labs", kept).toString())
                    .isIn("kept", "searched");
        }
        assertThat(fate(drafted, "labs", "clinic_code"))
                .as("a number by itself")
                .isNotEqualTo("kept");
        for (int column = 1; column <= 7; column++) {
            assertThat(fate(drafted, "gel", "b" + column)).isEqualTo("kept");
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

    /** Structures hold no names, trials are published, and what is sold is no person. */
    @Test
    void moleculesTrialsAndProductsStayAsTheyAre() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder molecules = new StringBuilder("mol_id,smiles,InChI,iupac,active\n");
        StringBuilder trials = new StringBuilder("NCT Number,URL,Rank,enrolled\n");
        StringBuilder sales = new StringBuilder("销售时间,社保卡号,商品编码,销售数量\n");
        StringBuilder dialysis = new StringBuilder("patient_id,透前BP,透后BP,volume,Mac%,insurance\n");
        List<String> parts = List.of("CO", "c1ccc(F)c(Cl)c1", "C(=O)OCC", "N(CC)CC", "C(Cl)(Cl)Cl", "P(=S)(OCC)OCC");
        for (int i = 0; i < 300; i++) {
            molecules.append(
                    "TOX%d,\"CC%s%s%s\",\"InChI=1S/C%dH%dO2/c1-6-15(31)23-13-9-29(7-12(13)21)20-10-22-16/h8%s\",%d-bromo-%s,%d\n"
                            .formatted(
                                    3000 + i,
                                    "C".repeat(i % 50),
                                    parts.get(i % 6),
                                    i % 6 == 0 ? "C(=O)O" : "",
                                    7 + i % 40,
                                    8 + i,
                                    ",10-13H",
                                    1 + i % 9,
                                    one("pentane", "hexan-2-ol", "octane"),
                                    i % 2));
            trials.append("NCT0%d,https://ClinicalTrials.gov/show/NCT0%d,%d,%d\n"
                    .formatted(2_000_000 + 137 * i, 2_000_000 + 137 * i, i + 1, random.nextInt(90)));
            sales.append("%s,001%d,%d,%d\n"
                    .formatted(FIRST.plusDays(i), 6_000_000 + 7 * (i % 120), 236_701 + i % 12, 1 + i % 4));
            dialysis.append("PT%d,%d/%d,%d/%dmmHg,%s,%d.%d,%s\n"
                    .formatted(
                            500 + 7 * (i % 60),
                            100 + random.nextInt(80),
                            55 + random.nextInt(40),
                            100 + random.nextInt(80),
                            55 + random.nextInt(40),
                            one("2.4L", "1.75L", "2300ml", "1850ml"),
                            random.nextInt(9),
                            random.nextInt(9),
                            one("United", "Aetna", "Cigna", "BlueCross")));
        }
        files.write("molecules.csv", molecules);
        files.write("trials.csv", trials);
        files.write("sales.csv", sales);
        files.write("dialysis.csv", dialysis);
        JsonNode drafted = files.init();
        for (List<String> column : List.of(
                List.of("molecules", "mol_id"),
                List.of("molecules", "smiles"),
                List.of("molecules", "in_ch_i"),
                List.of("molecules", "iupac"),
                List.of("trials", "nct_number"),
                List.of("trials", "url"),
                List.of("trials", "rank"),
                List.of("sales", "shang_pin_bian_ma"),
                List.of("dialysis", "tou_qian_bp"),
                List.of("dialysis", "tou_hou_bp"),
                List.of("dialysis", "volume"),
                List.of("dialysis", "mac"),
                List.of("dialysis", "insurance"))) {
            assertThat(fate(drafted, column.get(0), column.get(1)))
                    .as(column.toString())
                    .isIn("kept", "searched");
        }
        assertThat(fate(drafted, "sales", "she_bao_ka_hao")).isIn("masked", "dropped");
    }

    /** What an SDF calls its molecules is a molecule's in an assay, too; and where people have its titles, its molblock has to go. */
    @Test
    void compoundsOfAnAssayAreNoPeople() throws Exception {
        StringBuilder sdf = new StringBuilder();
        StringBuilder assay = new StringBuilder("cpd,conc,inhibition,read_on\n");
        StringBuilder patients = new StringBuilder("patient_id,born,crp\n");
        for (int i = 0; i < 40; i++) {
            String code = "KX-%05d".formatted(310 + 7 * i);
            sdf.append("%s\n  any\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n".formatted(code))
                    .append("    0.0000    0.0000    0.0000 C   0  0\nM  END\n> <CODE>\n%s\n\n$$$$\n".formatted(code));
            assay.append("%s,%d,%d.5,%s\n".formatted(code, 1 + i % 3, i, FIRST.plusDays(i)));
            assay.append("%s,%d,%d.5,%s\n".formatted(code, 9 + i % 3, 90 - i, FIRST.plusDays(90 - i)));
            patients.append("%s,19%02d-03-0%d,%d\n".formatted(code, 40 + i, 1 + i % 9, i));
        }
        DraftedFiles alone = new DraftedFiles(root.resolve("alone"));
        alone.write("molecules.sdf", sdf);
        alone.write("assay.csv", assay);
        JsonNode drafted = alone.init();
        assertStays(drafted, "assay", "cpd", "conc", "inhibition", "read_on");
        assertStays(drafted, "molecules", "title", "molblock", "code");
        WarmCommands.weir("run", "lab", "-w", root.resolve("alone").toString()).with(0);

        DraftedFiles people = new DraftedFiles(root.resolve("people"));
        people.write("molecules.sdf", sdf);
        people.write("patients.csv", patients);
        JsonNode beside = people.init();
        assertThat(fate(beside, "molecules", "title")).isIn("masked", "dropped");
        assertThat(fate(beside, "molecules", "molblock")).isEqualTo("dropped");
        WarmCommands.weir("run", "lab", "-w", root.resolve("people").toString()).with(0);
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

    private static void assertStays(JsonNode drafted, String table, String... columns) {
        for (String column : columns) {
            assertThat(fate(drafted, table, column))
                    .as(() -> table + "." + column + ": " + column(drafted, table, column))
                    .isIn("kept", "searched");
        }
    }

    /** Mice by their tags, in Chinese too, and a study as SEND has it: all but who handled them. */
    @Test
    void animalsAreNoPeople() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder mice = new StringBuilder(
                "Ear tag,Cage,Strain,Sex,DOB,Genotype,Group,Treatment,Dose (mg/kg),BW d0 (g),Culled,Operator\n");
        StringBuilder tumours = new StringBuilder("Mouse ID,Measured,Volume (mm3)\n");
        StringBuilder chinese = new StringBuilder("小鼠编号,品系,笼号,性别,出生日期,基因型,体重(g),操作者\n");
        StringBuilder dm = new StringBuilder("STUDYID,DOMAIN,USUBJID,SUBJID,RFSTDTC,SPECIES,STRAIN,SEX,AGE,ARMCD\n");
        StringBuilder lb = new StringBuilder("STUDYID,DOMAIN,USUBJID,LBSEQ,LBTESTCD,LBSTRESN,LBDTC,LBDY\n");
        for (int i = 0; i < 80; i++) {
            mice.append("%d%s,C%d,BALB/cJ,%s,%s,%s,%s,%s,%d,%d.5,%s,%s\n"
                    .formatted(
                            401 + i,
                            one("L", "R", "LR"),
                            1 + i / 5,
                            one("F", "M"),
                            FIRST.plusDays(i % 4),
                            one("Il10 -/-", "Il10 +/-", "Il10 +/+"),
                            "ABCD".charAt(i % 4),
                            one("Vehicle", "anti-PD-1 + LNP", "LNP"),
                            i % 4 * 5,
                            17 + i % 8,
                            FIRST.plusDays(90),
                            one("YXJ", "IW")));
            tumours.append("q%d,%s,%d\n".formatted(100 + i / 2, FIRST.plusDays(7L * (i % 2)), 40 + 3 * i));
            chinese.append("SH%d,C57BL/6J,%d,%s,%s,%s,%d.5,%s\n"
                    .formatted(
                            2_001 + i,
                            1 + i / 5,
                            one("雌", "雄"),
                            FIRST.plusDays(i % 9),
                            one("WT", "KO"),
                            18 + i % 7,
                            one("王芳", "李强")));
            String animal = "TOX-77-" + (5_001 + i);
            dm.append("TOX-77,DM,%s,%d,%s,RAT,SPRAGUE-DAWLEY,%s,%d,%d\n"
                    .formatted(animal, 5_001 + i, FIRST.plusDays(i % 2), one("F", "M"), 7 + i % 3, 1 + i % 4));
            for (int day = 1; day < 30; day += 14) {
                lb.append("TOX-77,LB,%s,%d,%s,%d.5,%s,%d\n"
                        .formatted(animal, day, one("ALT", "AST"), 30 + i % 9, FIRST.plusDays(i % 2 + day - 1L), day));
            }
        }
        files.write("mice.csv", mice);
        files.write("tumours.csv", tumours);
        files.write("小鼠.csv", chinese);
        files.write("dm.csv", dm);
        files.write("lb.csv", lb);

        JsonNode drafted = files.init();
        assertStays(drafted, "mice", "ear_tag", "cage", "strain", "sex", "dob", "genotype", "treatment", "culled");
        assertThat(fate(drafted, "mice", "operator")).isEqualTo("dropped");
        assertStays(drafted, "tumours", "mouse_id", "measured");
        assertStays(drafted, "dm", "usubjid", "subjid", "rfstdtc", "species", "strain", "sex", "age", "armcd");
        assertStays(drafted, "lb", "usubjid", "lbseq", "lbstresn", "lbdtc", "lbdy");
        for (JsonNode table : drafted.get("tables")) {
            table.get("columns")
                    .forEach(column -> assertThat(column.get("fate").asText())
                            .as(table.get("name") + " " + column)
                            .isIn(
                                    List.of("operator", "cao_zuo_zhe", "operator_name")
                                                    .contains(column.get("name").asText())
                                            ? List.of("dropped", "masked")
                                            : List.of("kept", "searched")));
        }
        assertThat(Files.readString(root.resolve("contracts/lab/dm.odcs.yaml"))).doesNotContain("weirSubject");
        assertThat(Files.readString(root.resolve("contracts/lab/mice.odcs.yaml")))
                .contains("weirSubject: nothing in this table is about people");
        WarmCommands.weir("validate", "-w", root.toString()).with(0);
    }

    /** Antibodies, and tubes of lines of cells: all but who ordered and froze them. */
    @Test
    void stockOfALaboratoryKeepsItsCodesAndDays() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder antibodies = new StringBuilder(
                "Target,Clone,Host,Fluorochrome,Cat. No.,Lot,Supplier,Dilution,Exp. date,Ordered by\n");
        StringBuilder cells = new StringBuilder(
                "Vial,Cell line,RRID,Species,Tissue,Medium,Passage,Viability (%),Myco test,Frozen on,Frozen by,Tower/Box/Pos\n");
        StringBuilder staff = new StringBuilder("Name,E-mail,ORCID\n");
        String[][] lines = {
            {"HT-29", "CVCL_0320", "Human", "colon"}, {"CT26.WT", "CVCL_7256", "Mouse", "colon"},
            {"HEK-Blue IL-1β", "CVCL_A8EC", "Human", "kidney"}, {"A549", "CVCL_0023", "Human", "lung"},
            {"Jurkat E6-1", "CVCL_0367", "Human", "blood"}, {"4T1", "CVCL_0125", "Mouse", "breast"}
        };
        for (int i = 0; i < 96; i++) {
            antibodies.append("%s,%s,%s,%s,%d,B%d,%s,1:%d,%s,%s\n"
                    .formatted(
                            one("CD3ε", "F4/80", "Ly6G", "PD-1", "CD8α"),
                            one("145-2C11", "BM8", "1A8", "29F.1A12", "HCD56"),
                            one("rat", "Armenian hamster", "mouse"),
                            one("FITC", "BV421", "PerCP-Cy5.5"),
                            100_301 + 7 * (i % 40),
                            220_231 + 31 * i,
                            one("BioLegend", "Miltenyi"),
                            50 * (1 + i % 4),
                            FIRST.plusDays(30L * (i % 20)).toString().substring(0, 7),
                            one("HJX", "OD")));
            String[] line = lines[i % lines.length];
            cells.append("CL%03d,%s,%s,%s,%s,%s,P%d,%d.5,%s,%s,%s,T%d/B%d/%c%d\n"
                    .formatted(
                            i + 1,
                            line[0],
                            line[1],
                            line[2],
                            line[3],
                            one("RPMI-1640 + 10% FBS", "DMEM"),
                            3 + i % 27,
                            80 + i % 19,
                            one("neg", "neg", "pos", "not tested"),
                            FIRST.plusDays(11L * i),
                            one("OD", "FHH"),
                            1 + i % 3,
                            1 + i % 7,
                            'A' + i % 8,
                            1 + i % 9));
            if (i < 14) {
                staff.append("%s %s,x%d@lab.example.org,0000-%04d-%04d-%04d\n"
                        .formatted(
                                one("Laura", "Daniel", "Marek", "Nadia"),
                                one("Weiss", "Romero", "Bergman", "Price"),
                                i,
                                1 + i % 9,
                                random.nextInt(10_000),
                                random.nextInt(10_000)));
            }
        }
        files.write("antibodies.csv", antibodies);
        files.write("cells.csv", cells);
        files.write("staff.csv", staff);

        JsonNode drafted = files.init();
        assertStays(
                drafted,
                "antibodies",
                "target",
                "clone",
                "host",
                "fluorochrome",
                "cat_no",
                "lot",
                "supplier",
                "exp_date");
        assertStays(drafted, "cells", "vial", "cell_line", "rrid", "species", "tissue", "medium", "passage");
        assertStays(drafted, "cells", "viability", "myco_test", "frozen_on", "tower_box_pos");
        for (String[] each : new String[][] {
            {"antibodies", "ordered_by"}, {"cells", "frozen_by"}, {"staff", "name"}, {"staff", "e_mail"}
        }) {
            assertThat(fate(drafted, each[0], each[1]))
                    .as("%s.%s", (Object[]) each)
                    .isEqualTo("dropped");
        }
        assertThat(fate(drafted, "staff", "orcid")).isIn("dropped", "masked");
    }
}
