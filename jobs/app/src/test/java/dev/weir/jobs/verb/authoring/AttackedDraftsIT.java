package dev.weir.jobs.verb.authoring;

import static dev.weir.jobs.verb.authoring.DraftedFiles.column;
import static dev.weir.jobs.verb.authoring.DraftedFiles.fate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.ExitCode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init}: what readers of first releases have found true dates and people by. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class AttackedDraftsIT {

    private static final LocalDate FIRST = LocalDate.of(2022, 3, 1);
    private static final int PEOPLE = 300;

    @TempDir
    private Path root;

    private DraftedFiles files;

    private final Random random = new Random(43);

    @BeforeEach
    void workspace() {
        files = new DraftedFiles(root);
    }

    private LocalDate day() {
        return FIRST.plusDays(random.nextInt(900));
    }

    private static String patient(int i) {
        return "PT" + (100_000 + 37 * i);
    }

    /** A device's number and a reading's own meet by chance, and would give readings to people at random. */
    @Test
    void numbersThatCountOnAreNoLink() throws Exception {
        StringBuilder devices = new StringBuilder("id,patient_id,issued_on\n");
        StringBuilder readings = new StringBuilder("id,taken_on,hr\n");
        StringBuilder ward = new StringBuilder("order_no,patient_id,ordered_on,kind\n");
        StringBuilder pharmacy = new StringBuilder("order_no,delivered_on,packs\n");
        for (int i = 0; i < PEOPLE; i++) {
            readings.append("%d,%s,%d\n".formatted(i + 1, day(), 50 + random.nextInt(60)));
            ward.append("%d,%s,%s,%d\n".formatted(1_000 + i, patient(i % 90), day(), i % 4));
            pharmacy.append("%d,%s,%d\n".formatted(1_000 + i, day(), i % 6));
            if (i % 2 == 0) {
                devices.append("%d,%s,%s\n".formatted(i + 1, patient(i), day()));
            }
        }
        files.write("devices.csv", devices);
        files.write("readings.csv", readings);
        files.write("ward_orders.csv", ward);
        files.write("pharmacy_orders.csv", pharmacy);

        files.init();
        assertThat(root.resolve("contracts/lab/readings.sql")).doesNotExist();
        assertThat(root.resolve("contracts/lab/pharmacy_orders.sql")).doesNotExist();
    }

    /** CL3000A, CASE1001: a code, though its letters are a word or a unit; P1234567, of which one in ten is some country's number. */
    @Test
    void codesArePseudonymsWhateverTheirLettersSpell() throws Exception {
        StringBuilder collections = new StringBuilder("coll,patient_id,taken\n");
        StringBuilder aliquots = new StringBuilder("coll,frozen_on,ul\n");
        StringBuilder seen = new StringBuilder("code,seen_on,hb\n");
        StringBuilder infusions = new StringBuilder("patient,given,ml\n");
        for (int i = 0; i < PEOPLE; i++) {
            LocalDate day = day();
            collections.append("CL%dA,%s,%s\n".formatted(3_000 + i, patient(i), day));
            aliquots.append("CL%dA,%s,%d\n".formatted(3_000 + i, day.plusDays(i % 3), 50 * (1 + i % 5)));
            seen.append("CASE%d,%s,%d\n".formatted(1_001 + i / 2, day(), 90 + random.nextInt(60)));
            infusions.append("P%07d,%s,%d\n".formatted(random.nextInt(10_000_000), day(), 250));
        }
        files.write("collections.csv", collections);
        files.write("aliquots.csv", aliquots);
        files.write("seen.csv", seen);
        files.write("infusions.csv", infusions);

        JsonNode drafted = files.init();
        for (String[] each : new String[][] {
            {"collections", "coll"}, {"collections", "taken"}, {"aliquots", "coll"}, {"aliquots", "frozen_on"},
            {"seen", "code"}, {"seen", "seen_on"}, {"infusions", "patient"}, {"infusions", "given"}
        }) {
            assertThat(fate(drafted, each[0], each[1]))
                    .as("%s.%s", (Object[]) each)
                    .isEqualTo("masked");
        }
        assertThat(column(drafted, "aliquots", "frozen_on").get("how").asText()).contains("patient_id's own");
    }

    /** SAS, six digits, and a year, a month and a day beside one another. */
    @Test
    void datesThatAreNumbersAreDropped() throws Exception {
        StringBuilder events = new StringBuilder("SUBJID,AESEQ,AESTDT,d6,yr,mon,dom,platelets,ship,wk\n");
        for (int i = 0; i < PEOPLE; i++) {
            LocalDate day = day();
            events.append("%d,%d,%d,%02d%02d%02d,%d,%d,%d,%d,%02d%s%d,%dW%02d\n"
                    .formatted(
                            500_001 + 7 * (i / 2),
                            i % 2 + 1,
                            ChronoUnit.DAYS.between(LocalDate.of(1960, 1, 1), day),
                            day.getYear() % 100,
                            day.getMonthValue(),
                            day.getDayOfMonth(),
                            day.getYear(),
                            day.getMonthValue(),
                            day.getDayOfMonth(),
                            100 * (900 + random.nextInt(300)),
                            day.getDayOfMonth(),
                            day.getMonth().toString().substring(0, 3),
                            day.getYear(),
                            day.getYear() % 100,
                            (day.getDayOfYear() + 6) / 7));
        }
        files.write("events.csv", events);

        JsonNode drafted = files.init();
        assertThat(fate(drafted, "events", "aestdt")).isEqualTo("dropped");
        assertThat(fate(drafted, "events", "d6")).isEqualTo("dropped");
        assertThat(fate(drafted, "events", "dom")).isEqualTo("dropped");
        assertThat(column(drafted, "events", "ship").get("how").asText())
                .as("as SAS writes dates")
                .contains("subjid's own");
        assertThat(fate(drafted, "events", "wk")).isEqualTo("dropped");
        assertThat(fate(drafted, "events", "platelets")).isEqualTo("kept");
    }

    /** The parts of a birth are columns, as OMOP calls them and others do; and moments of a device stand under the name of its number. */
    @Test
    void datesUnderOtherNamesAreNotTrue() throws Exception {
        StringBuilder people = new StringBuilder("person_id,year_of_birth,month_of_birth,day_of_birth,sex\n");
        StringBuilder babies = new StringBuilder("patient_id,birthYear,birthMonth,birthDay,weight\n");
        StringBuilder worn = new StringBuilder("Serial number:,axis,axis\n");
        for (int i = 0; i < PEOPLE; i++) {
            LocalDate day = day();
            people.append("%d,%d,%d,%d,%d\n"
                    .formatted(70_001 + 13 * i, day.getYear() - 60, day.getMonthValue(), day.getDayOfMonth(), i % 2));
            babies.append("%s,%d,%d,%d,%d\n"
                    .formatted(
                            patient(i), day.getYear(), day.getMonthValue(), day.getDayOfMonth(), 2_500 + 7 * (i % 90)));
            worn.append("%s %02d:%02d:00,%d,%d\n"
                    .formatted(day(), i % 24, i % 60, random.nextInt(200), random.nextInt(200)));
        }
        files.write("person.csv", people);
        files.write("babies.csv", babies);
        files.write("worn.csv", worn);

        JsonNode drafted = files.init();
        assertThat(fate(drafted, "person", "day_of_birth")).isEqualTo("dropped");
        assertThat(fate(drafted, "person", "year_of_birth")).isEqualTo("dropped");
        assertThat(fate(drafted, "babies", "birth_day")).isEqualTo("dropped");
        assertThat(fate(drafted, "worn", "serial_number")).isEqualTo("masked");
    }

    /** A lot is many people's: it moves none's dates, and its own stand beside dates that move by other days. */
    @Test
    void lotsAreNoPeople() throws Exception {
        StringBuilder visits = new StringBuilder("visit_no,patient_id,visited_on\n");
        StringBuilder labs = new StringBuilder("visit_no,rgt,tested_on,value\n");
        StringBuilder reagents = new StringBuilder("no,opened_on,name\n");
        for (int i = 0; i < 900; i++) {
            LocalDate day = day();
            visits.append("V%d,%s,%s\n".formatted(70_000 + 3 * i, patient(i % 200), day));
            labs.append("V%d,RG%d,%s,%d\n".formatted(70_000 + 3 * i, 4_001 + 7 * (i % 30), day, random.nextInt(90)));
            if (i < 30) {
                reagents.append("RG%d,%s,buffer %d\n".formatted(4_001 + 7 * i, day(), i % 4));
            }
        }
        files.write("visits.csv", visits);
        files.write("labs.csv", labs);
        files.write("reagents.csv", reagents);

        JsonNode drafted = files.init();
        assertThat(column(drafted, "labs", "tested_on").get("how").asText()).contains("patient_id's own");
        assertThat(fate(drafted, "reagents", "opened_on")).isEqualTo("dropped");
    }

    /** One, three or five people, in several tables: their numbers are theirs, as those of hundreds are. */
    @Test
    void numbersOfFewPeopleArePseudonyms() throws Exception {
        files.write(
                "simple.csv",
                "record_id,name_first,name_last,dob,weight\n1,Anna,Berg,1980-03-01,70\n2,Jonas,Lind,1976-11-21,81\n3,Mia,Holm,1990-07-09,66\n");
        files.write("checked.csv", "record_id,f_slider,v_email\n1,5,anna.berg@example.org\n");
        StringBuilder visits = new StringBuilder("study_id,event,dob,sbp\n");
        StringBuilder blood = new StringBuilder("study_id,crp\n");
        for (int i = 0; i < 18; i++) {
            String study = List.of("100", "220", "304").get(i / 6);
            visits.append("%s,%s,%s,%d\n".formatted(study, "visit_" + i % 6, day(), 100 + i));
            blood.append("%s,%d\n".formatted(study, 3 + i));
        }
        files.write("visits.csv", visits);
        files.write("blood.csv", blood);
        files.write("pupils.csv", "学号,姓名,身高\n1,王小明,150\n2,李红,148\n3,张伟,155\n");
        files.write("series.csv", "序号,姓名,身高\n1,王小明,150\n1,王小明,151\n2,李红,148\n2,李红,149\n");

        JsonNode drafted = files.init();
        for (List<String> column : List.of(
                List.of("simple", "record_id"),
                List.of("checked", "record_id"),
                List.of("visits", "study_id"),
                List.of("blood", "study_id"),
                List.of("pupils", "xue_hao"),
                List.of("series", "serial_number"))) {
            assertThat(fate(drafted, column.get(0), column.get(1)))
                    .as(column.toString())
                    .isIn("masked", "dropped");
        }
        assertThat(fate(drafted, "visits", "study_id")).isEqualTo("masked");
        assertThat(fate(drafted, "simple", "weight")).isEqualTo("kept");
        assertThat(fate(drafted, "visits", "event")).isIn("kept", "searched");
    }

    /** A moved moment keeps its time of day, by which the machine's log knows it. */
    @Test
    void momentsOfALogJoinThoseOfResults() throws Exception {
        StringBuilder results = new StringBuilder("patient_id,value,measured_at\n");
        StringBuilder log = new StringBuilder("analyser,at,event\n");
        for (int run = 0; run < 60; run++) {
            String moment =
                    "%sT%02d:%02d:%02d".formatted(day(), random.nextInt(24), random.nextInt(60), random.nextInt(60));
            log.append("AN%d,%s,run\n".formatted(run % 3, moment));
            for (int i = 0; i < 5; i++) {
                results.append("%s,%d,%s\n".formatted(patient(random.nextInt(150)), random.nextInt(90), moment));
            }
        }
        files.write("results.csv", results);
        files.write("analyser_log.csv", log);

        JsonNode drafted = files.init();
        assertThat(fate(drafted, "results", "measured_at")).isEqualTo("masked");
        assertThat(fate(drafted, "analyser_log", "at")).isEqualTo("dropped");
    }

    /** Who was followed to the end of the study tells by the days how far the date is moved. */
    @Test
    void daysToACommonEndAreDropped() throws Exception {
        LocalDate end = LocalDate.of(2025, 3, 14);
        StringBuilder people = new StringBuilder("patient_id,enrolled,days_followed,dose_days\n");
        for (int i = 0; i < PEOPLE; i++) {
            LocalDate day = day();
            long followed = ChronoUnit.DAYS.between(day, end);
            people.append("%s,%s,%d,%d\n"
                    .formatted(
                            patient(i),
                            day,
                            i % 5 < 2 ? random.nextInt((int) followed) : followed,
                            random.nextInt(90)));
        }
        files.write("people.csv", people);

        JsonNode drafted = files.init();
        assertThat(fate(drafted, "people", "days_followed")).isEqualTo("dropped");
        assertThat(fate(drafted, "people", "dose_days")).isEqualTo("kept");
    }

    /** True months of the same people would tell by how many days the others are moved. */
    @Test
    void whoseDatesAreMonthsInOneTableHasMonthsInAll() throws Exception {
        StringBuilder log = new StringBuilder("patient_id,started,reading\n");
        StringBuilder loans = new StringBuilder("patient_id,lent_on,asked,item\n");
        for (int i = 0; i < PEOPLE; i++) {
            log.append("%s,%s,%d\n".formatted(patient(i % 60), FIRST.plusDays(i < 60 ? i % 4 : i), i % 9));
            loans.append("%s,%s,%s,%d\n"
                    .formatted(patient(i % 60), day(), i % 4 == 0 ? "2022-0" + (1 + i % 9) : day(), i % 3));
        }
        files.write("log.csv", log);
        files.write("loans.csv", loans);

        JsonNode drafted = files.init();
        assertThat(column(drafted, "log", "started").get("how").asText()).contains("month");
        assertThat(column(drafted, "loans", "lent_on").get("how").asText()).contains("month");
        assertThat(fate(drafted, "loans", "asked")).as("texts have no months").isEqualTo("dropped");
        assertThat(drafted.findValues("notes").toString())
                .contains("started: in months, since so many people have one day or week in it")
                .contains("--about log.started=TEXT drops it")
                .contains("lent_on: in months, as the dates of the same people in log are (started)");
    }

    /** Who compares two releases sees which rows came with a file of one day. */
    @Test
    void aDaysFileBehindMonthsStopsTheRun() throws Exception {
        int row = 0;
        for (int month = 1; month <= 3; month++) {
            StringBuilder visits = new StringBuilder("visit_no,patient_id,admitted,score\n");
            for (int i = 0; i < 150; i++) {
                visits.append("V%d,%s,2024-%02d-%02d,%d\n"
                        .formatted(70_000 + row++, patient(random.nextInt(150)), month, random.nextInt(28) + 1, i % 9));
            }
            files.write("visits_20240%d.csv".formatted(month), visits);
        }
        assertThat(fate(files.init(), "visits", "admitted")).isEqualTo("masked");
        WarmCommands.weir("run", "lab", "-w", root.toString()).with(0);

        StringBuilder april = new StringBuilder("visit_no,patient_id,admitted,score\n");
        StringBuilder day = new StringBuilder("visit_no,patient_id,admitted,score\n");
        for (int i = 0; i < 40; i++) {
            april.append("V%d,%s,2024-04-%02d,%d\n"
                    .formatted(80_000 + i, patient(random.nextInt(150)), random.nextInt(28) + 1, i % 9));
            day.append("V%d,%s,2024-05-02,%d\n".formatted(90_000 + i, patient(random.nextInt(150)), i % 9));
        }
        files.write("visits_202404.csv", april);
        WarmCommands.weir("run", "lab", "-w", root.toString()).with(0);
        files.write("visits_202405.csv", day);
        assertThat(WarmCommands.weir("run", "lab", "-w", root.toString())
                        .with(ExitCode.COMPLIANCE.status())
                        .err())
                .contains("P002", "of the people in files that the last release has not", "have one and the same day");
    }

    /** No line of a draft advises what releases true dates or places, and a person who says it all the same is told. */
    @Test
    void noAdviceReleasesDatesOrPlaces() throws Exception {
        StringBuilder visits =
                new StringBuilder("patient_id,birth_date,seen_on,run_dt,verified_time,lat,lon,postal_code\n");
        StringBuilder mixed = new StringBuilder("patient_id,birth_date\n");
        for (int i = 0; i < 200; i++) {
            LocalDate born = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(18_000));
            LocalDate seen = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(400));
            visits.append("%s,%s,%s,%ty%<tm%<td,%4$tY%<tm%<td%02d30,%d.%05d,%d.%05d,%06d\n"
                    .formatted(
                            patient(i),
                            i % 3 == 0 ? born : born.getDayOfMonth() + " of " + born.getMonth() + " " + born.getYear(),
                            seen,
                            seen,
                            random.nextInt(24),
                            20 + random.nextInt(30),
                            random.nextInt(100_000),
                            75 + random.nextInt(50),
                            random.nextInt(100_000),
                            100_000 + random.nextInt(800_000)));
            mixed.append("%s,%s\n"
                    .formatted(
                            patient(i),
                            i % 3 == 0
                                    ? born
                                    : "%d年%02d月%02d日"
                                            .formatted(born.getYear(), born.getMonthValue(), born.getDayOfMonth())));
        }
        files.write("visits.csv", visits);
        files.write("mixed.csv", mixed);
        JsonNode drafted = files.init();
        assertThat(how(drafted, "visits", "birth_date"))
                .startsWith("--about visits.birth_date=DATE, which moves the ")
                .endsWith("the others become [DATE]");
        assertThat(how(drafted, "visits", "run_dt")).contains("a pivotYear into contracts/");
        assertThat(how(drafted, "visits", "lat")).isEmpty();
        assertThat(fate(drafted, "visits", "lat")).isEqualTo("dropped");
        assertThat(column(drafted, "visits", "postal_code").get("because").asText())
                .contains("dropped, since its mask would leave [ADDR] of each value");
        assertThat(fate(drafted, "visits", "verified_time")).isEqualTo("masked");
        assertThat(fate(drafted, "mixed", "birth_date")).isEqualTo("masked");

        Path said = root.resolve("said");
        new DraftedFiles(said).write("mixed.csv", mixed);
        String out = WarmCommands.weir(
                        "init",
                        said.toString(),
                        "--product",
                        "lab",
                        "--yes",
                        "--from",
                        said + "/raw/**",
                        "--about",
                        "mixed.birth_date=NONE")
                .with(0)
                .out();
        assertThat(out).contains("? birth_date: its true values are released: a person has said so, and not DATE");
    }

    /** The line that init prints for notes does not release the people in them. */
    @Test
    void peopleInNotesStayHiddenWhereAPersonCallsTheNotesHarmless() throws Exception {
        StringBuilder draws = new StringBuilder("donor_id,volume_ml,remarks\n");
        List<String> usual = List.of("lipaemised", "second tube", "late", "fasted", "low volume");
        for (int i = 0; i < 66; i++) {
            String remark = i == 10 ? "contact via Luca Hargreaves" : i % 5 == 0 ? usual.get(i / 5 % 5) : "";
            draws.append("D%04d,%d,%s\n".formatted(3 * i, 20 + i % 7, remark));
        }
        DraftedFiles files = new DraftedFiles(root);
        files.write("draws.csv", draws);
        String line = how(files.init(), "draws", "remarks");
        assertThat(line).isEqualTo("--about draws.remarks=NONE, but for people who are found in it");

        Path said = root.resolve("said");
        new DraftedFiles(said).write("draws.csv", draws);
        WarmCommands.weir(
                        "init",
                        said.toString(),
                        "--product",
                        "lab",
                        "--yes",
                        "--from",
                        said + "/raw/**",
                        "--about",
                        "draws.remarks=NONE")
                .with(0);
        WarmCommands.weir("run", "lab", "-w", said.toString()).with(0);
        String rows = WarmCommands.weir("read", "lab.draws", "-w", said.toString(), "-o", "csv")
                .with(0)
                .out();
        assertThat(rows).contains("second tube", "contact via [NAME]").doesNotContain("Hargreaves");
    }

    /** Several people have one doctor, and each wording of a note. */
    @Test
    void namesInNotesThatManyShareAreHidden() throws Exception {
        StringBuilder visits = new StringBuilder("patient_no,follow_up,Remarques,Hinweis,交接,crp\n");
        for (int i = 0; i < 72; i++) {
            visits.append("RV%04d,%s,%s,%s,%s,%d\n"
                    .formatted(
                            1000 + 13 * i,
                            List.of("call back Dr Benson", "repeat in 2 weeks", "seen with Mrs Harlow")
                                    .get(i % 3),
                            List.of("vu avec Mme Roussel", "refus du prélèvement")
                                    .get(i % 2),
                            List.of("rücksprache mit Frau Hölzle", "nüchtern").get(i % 2),
                            List.of("交班给王芳", "无异常", "复查血常规").get(i % 3),
                            i % 40));
        }
        new DraftedFiles(root).write("visits.csv", visits);
        WarmCommands.weir("init", root.toString(), "--product", "lab", "--yes", "--from", root + "/raw/**")
                .with(0);
        WarmCommands.weir("run", "lab", "-w", root.toString()).with(0);
        assertThat(WarmCommands.weir("read", "lab.visits", "-w", root.toString(), "-o", "csv")
                        .with(0)
                        .out())
                .contains("repeat in 2 weeks")
                .doesNotContain("Benson", "Harlow", "Roussel", "Hölzle", "王芳");
    }

    private static String how(JsonNode drafted, String table, String column) {
        return column(drafted, table, column).path("how").asText();
    }

    /** Kinds, strains and genotypes of microbes and tumours are in tables of patients, as animals are that carry a tumour, have an owner or bit. */
    @Test
    void peopleBesideAnimalsStayPeople() throws Exception {
        StringBuilder isolates = new StringBuilder("isolate,species,strain,genotype,cage,sex,age,collected\n");
        StringBuilder trial = new StringBuilder("USUBJID,SPECIES,STRAIN,SEX,AGE,RFSTDTC\n");
        StringBuilder donated = new StringBuilder("Mouse ID,Donor,Strain,Cage,implanted\n");
        StringBuilder numbered = new StringBuilder("Mouse ID,SUBJID,Strain,Cage,implanted\n");
        StringBuilder grafts = new StringBuilder("Mouse ID,Tumour,Strain,Cage,implanted\n");
        StringBuilder unknown = new StringBuilder("Mouse ID,Origin,Strain,Cage,implanted\n");
        StringBuilder patients = new StringBuilder("patient_id,name,birth_date\n");
        StringBuilder pets = new StringBuilder("Animal ID,Species,Strain,Owner,seen\n");
        StringBuilder called = new StringBuilder("Animal ID,Species,mobile,seen\n");
        StringBuilder bites = new StringBuilder("no,age,sex,animal_id,examined\n");
        for (int i = 0; i < PEOPLE; i++) {
            isolates.append("IS%d,%s,ST%d,%s,%d,%s,%d,%s\n"
                    .formatted(
                            40_001 + 7 * (i / 2),
                            one("E. coli", "K. pneumoniae"),
                            131 + i % 5,
                            one("blaKPC", "blaNDM"),
                            i % 9,
                            one("F", "M"),
                            20 + i % 60,
                            day()));
            trial.append("HX-9-%d,%s,ST%d,%s,%d,%s\n"
                    .formatted(3_001 + i, one("E. coli", "S. aureus"), 131 + i % 5, one("F", "M"), 20 + i % 60, day()));
            donated.append("m%d,BD-%d,NSG,%d,%s\n".formatted(7_001 + i, 3_001 + 7 * (i / 4), i / 5, day()));
            numbered.append("n%d,%d,NSG,%d,%s\n".formatted(7_001 + i, 810_001 + 7 * (i / 4), i / 5, day()));
            grafts.append("g%d,%s,NSG,%d,%s\n".formatted(7_001 + i, patient(i / 4), i / 5, day()));
            unknown.append("u%d,TU%d,NSG,%d,%s\n".formatted(7_001 + i, 52_001 + 7 * (i / 4), i / 5, day()));
            patients.append("%s,%s,%s\n".formatted(patient(i), one("王芳", "李强", "张伟"), day().minusYears(40)));
            pets.append("a%d,dog,beagle,%s,%s\n"
                    .formatted(7_001 + i, one("Laura Weiss", "Marek Vos", "Nadia Romero"), day()));
            called.append("b%d,dog,139%08d,%s\n".formatted(7_001 + i, random.nextInt(100_000_000), day()));
            bites.append("%d,%d,%s,d%d,%s\n".formatted(i + 1, 3 + i % 70, one("F", "M"), 7_001 + i / 2, day()));
        }
        files.write("isolates.csv", isolates);
        files.write("trial.csv", trial);
        files.write("donated.csv", donated);
        files.write("numbered.csv", numbered);
        files.write("grafts.csv", grafts);
        files.write("unknown.csv", unknown);
        files.write("patients.csv", patients);
        files.write("pets.csv", pets);
        files.write("called.csv", called);
        files.write("bites.csv", bites);

        JsonNode drafted = files.init();
        for (String[] each : new String[][] {
            {"isolates", "isolate"},
            {"isolates", "collected"},
            {"trial", "usubjid"},
            {"trial", "rfstdtc"},
            {"trial", "age"},
            {"donated", "donor"},
            {"donated", "implanted"},
            {"numbered", "subjid"},
            {"numbered", "implanted"},
            {"grafts", "tumour"},
            {"grafts", "implanted"},
            {"unknown", "origin"},
            {"unknown", "implanted"},
            {"pets", "seen"},
            {"called", "seen"},
            {"bites", "examined"},
            {"bites", "age"}
        }) {
            assertThat(fate(drafted, each[0], each[1]))
                    .as(() -> each[0] + "." + each[1] + ": " + column(drafted, each[0], each[1]))
                    .isIn("masked", "dropped");
        }
        assertThat(fate(drafted, "pets", "owner")).isEqualTo("dropped");
        assertThat(fate(drafted, "called", "mobile")).isIn("masked", "dropped");
    }

    /** Tubes of people's cells are no stock, nor is a visit whose number is that of a mouse, nor are those who met. */
    @Test
    void tubesOfPeoplesCellsAreNoStock() throws Exception {
        StringBuilder bank = new StringBuilder("Vial,Donor,Passage,Medium,Box,Frozen on,Viability (%)\n");
        StringBuilder tubes = new StringBuilder("Vial,Code,Box,Frozen on,Viability (%),Cells/vial\n");
        StringBuilder lines = new StringBuilder("Vial,Cell line,Passage,Medium,Frozen on,Viability (%)\n");
        StringBuilder mice = new StringBuilder("Ear tag,Cage,Strain,Culled\n");
        StringBuilder visits = new StringBuilder("code,seen,hb\n");
        StringBuilder met = new StringBuilder("source,target,met\n");
        StringBuilder screened = new StringBuilder("number,screened,hb\n");
        for (int i = 0; i < PEOPLE; i++) {
            bank.append("VA%d,BD-%d,P%d,DMEM,%d,%s,%d.5\n"
                    .formatted(5_001 + i, 3_001 + 7 * (i / 4), i % 3, i % 9, day(), 80 + i % 9));
            tubes.append("VB%d,QX%d,%d,%s,%d.5,%d\n"
                    .formatted(5_001 + i, 61_001 + 7 * (i / 4), i % 9, day(), 80 + i % 9, 1 + i % 3));
            lines.append("VC%d,TN%d-T,P%d,DMEM,%s,%d.5\n"
                    .formatted(5_001 + i, 71_001 + 7 * (i / 4), i % 3, day(), 80 + i % 9));
            mice.append("E%d,C%d,BALB/cJ,%s\n".formatted(401 + i, i / 5, day()));
            visits.append("E%d,%s,%d\n".formatted(401 + i / 2, day(), 90 + i % 60));
            met.append("KT%d,KT%d,%s\n".formatted(6_001 + i / 3, 6_001 + (7 * i + 3) / 11, day()));
            screened.append("SCR_%06d,%s,%d\n".formatted(101 + i, day(), 90 + i % 60));
        }
        files.write("bank.csv", bank);
        files.write("tubes.csv", tubes);
        files.write("lines.csv", lines);
        files.write("mice.csv", mice);
        files.write("visits.csv", visits);
        files.write("met.csv", met);
        files.write("screened.csv", screened);

        JsonNode drafted = files.init();
        for (String[] each : new String[][] {
            {"bank", "donor"},
            {"bank", "frozen_on"},
            {"tubes", "code"},
            {"tubes", "frozen_on"},
            {"lines", "cell_line"},
            {"lines", "frozen_on"},
            {"visits", "code"},
            {"visits", "seen"},
            {"met", "source"},
            {"met", "target"},
            {"met", "met"},
            {"screened", "number"}
        }) {
            assertThat(fate(drafted, each[0], each[1]))
                    .as(() -> each[0] + "." + each[1] + ": " + column(drafted, each[0], each[1]))
                    .isIn("masked", "dropped");
        }
    }

    private String one(String... values) {
        return values[random.nextInt(values.length)];
    }
}
