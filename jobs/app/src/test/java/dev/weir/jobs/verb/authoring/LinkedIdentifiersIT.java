package dev.weir.jobs.verb.authoring;

import static dev.weir.jobs.verb.authoring.DraftedFiles.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init} and {@code weir add}: codes of people that other tables write otherwise, and names of files. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class LinkedIdentifiersIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PEOPLE = 60;

    /** A person's code as a column of another table writes it. */
    private record Written(String column, IntFunction<String> code) {}

    private static final List<Written> WRITTEN = List.of(
            new Written("tube", i -> ("hx" + digits(i))),
            new Written("vessel", i -> "HX-" + digits(i)),
            new Written("rack", i -> i % 9 == 0 ? "CTRL" + i : "HX" + digits(i)),
            new Written("lane", LinkedIdentifiersIT::digits),
            new Written("well", i -> digits(i) + ".0"),
            new Written("aliquot", i -> "HX" + digits(i) + "-B" + i % 3),
            new Written("content", i -> "pool of HX" + digits(i) + " and water"),
            new Written("pair", i -> "HX" + digits(i) + ";HX" + digits((i + 1) % PEOPLE)),
            new Written("wide", i -> "ＨＸ" + digits(i)),
            new Written("half", i -> i % 5 == 0 ? "HX" + digits(i) : "QC-" + (800_000 + i)));

    @TempDir
    private Path root;

    private DraftedFiles files;

    @BeforeEach
    void workspace() {
        files = new DraftedFiles(root);
    }

    @Test
    void aPersonsCodeIsInNoTableInTheClearHoweverItIsWritten() throws Exception {
        StringBuilder people = new StringBuilder("patient_no,sex,ward\n");
        StringBuilder things = new StringBuilder("run,volume");
        WRITTEN.forEach(each -> things.append(',').append(each.column()));
        things.append(",freezer\n");
        for (int i = 0; i < PEOPLE; i++) {
            people.append("HX%s,%s,W%d\n".formatted(digits(i), i % 2 == 0 ? "F" : "M", i % 4));
            for (int twice = 0; twice < 5; twice++) {
                int person = i;
                things.append("R").append(i % 7).append(',').append(10 + i % 13);
                WRITTEN.forEach(each -> things.append(',').append(each.code().apply(person)));
                things.append(",F-").append(i % 3).append('\n');
            }
        }
        files.write("patients.csv", people.toString());
        files.write("things.csv", things.toString());
        Files.createSymbolicLink(root.resolve("raw/passwd.csv"), Path.of("/etc/passwd"));
        files.write("report_13812345678.csv", "a,b\n1,2\n");

        JsonNode drafted = files.init();
        for (Written each : WRITTEN) {
            JsonNode column = column(drafted, "things", each.column());
            boolean isText = each.column().equals("content") || each.column().equals("pair");
            assertThat(column.get("fate").asText()).as(column.toString()).isEqualTo(isText ? "dropped" : "masked");
            assertThat(column.get("how").asText()).as(column.toString()).doesNotContain("redacted");
            assertThat(column.get("because").asText()).as(each.column()).contains("patients.patient_no");
        }
        assertThat(column(drafted, "things", "freezer").get("fate").asText()).isEqualTo("kept");
        assertThat(column(drafted, "things", "volume").get("fate").asText()).isEqualTo("kept");
        assertThat(drafted.get("left-out").toString())
                .contains("raw/passwd.csv", "leads out of the workspace")
                .contains("a name that has a mobile number")
                .doesNotContain("13812345678");

        StringBuilder later = new StringBuilder("plate,of\n");
        for (int i = 0; i < PEOPLE; i++) {
            later.append("P%d,hx_%s\n".formatted(i % 3, digits(i)));
        }
        files.write("later/plates.csv", later.toString());
        JsonNode added = JSON.readTree(
                WarmCommands.weir("add", "lab", root + "/raw/later/*", "-w", root.toString(), "--yes", "-o", "json")
                        .with(0)
                        .out());
        assertThat(column(added, "plates", "of").get("because").asText()).contains("patients.patient_no");
    }

    /** Nobody's name is in them, and still they are a person's: nights of a device that is lent, tests of a code with a suffix. */
    @Test
    void tablesWithNumbersCodesOrInitialsOfPeopleElsewhereAreAboutThem() throws Exception {
        StringBuilder people = new StringBuilder("pat,sex,scored by,ahi\n");
        StringBuilder loans = new StringBuilder("pat,device,out\n");
        StringBuilder nights = new StringBuilder("serial,t_start,use_h\n");
        StringBuilder grip = new StringBuilder("grip_id,tested,kg\n");
        StringBuilder scales = new StringBuilder("item_no,th,points\n");
        for (int i = 0; i < PEOPLE; i++) {
            String code = "SNR-" + (1000 + 7 * i);
            String serial = String.valueOf(23_170_000_001L + 7919L * i);
            people.append("%s,%s,%s,%d.5\n"
                    .formatted(
                            code,
                            i % 2 == 0 ? "f" : "m",
                            List.of("mlu", "fba", "kje").get(i % 3),
                            5 + i % 31));
            loans.append("%s,%s,2024-03-%02d\n".formatted(code, serial, 1 + i % 28));
            for (int n = 0; n < 6; n++) {
                nights.append("%s,2024-04-%02d 22:%02d,%d.5\n".formatted(serial, 1 + (i + n) % 28, i, 4 + n % 4));
                grip.append("%s/%d,2024-05-%02d,%d\n".formatted(code, 1 + n % 2, 1 + (i + n) % 28, 20 + n));
                scales.append(
                        "%d,%s,%d\n".formatted(n, List.of("mlu", "sbo", "PT2").get((i + n) % 3), n % 5));
            }
        }
        files.write("psg.csv", people.toString());
        files.write("loans.csv", loans.toString());
        files.write("nights.csv", nights.toString());
        files.write("grip.csv", grip.toString());
        files.write("scales.csv", scales.toString());
        files.write("~lock.psg.csv#", ",fba,laptop,24.11.2026 10:20,file:///home/fba;\n");

        JsonNode drafted = files.init();

        assertThat(column(drafted, "nights", "serial").get("fate").asText()).isNotEqualTo("kept");
        assertThat(column(drafted, "nights", "t_start").get("fate").asText()).isNotEqualTo("kept");
        assertThat(column(drafted, "grip", "tested").get("fate").asText()).isNotEqualTo("kept");
        assertThat(column(drafted, "scales", "th").get("because").asText())
                .contains("some of its values are those of psg.scored_by");
        assertThat(drafted.get("tables")).hasSize(5);
    }

    /** Places on a plate and in a box are the same few codes, and no person's. */
    @Test
    void placesThatAreAlikeInTwoTablesAreNobodys() throws Exception {
        StringBuilder tubes = new StringBuilder("tube,donor id,position\n");
        StringBuilder plates = new StringBuilder("well,analyte,MFI\n");
        for (int i = 0; i < 960; i++) {
            String place = (char) ('A' + i % 8) + String.valueOf(1 + i / 8 % 12);
            tubes.append("2D%06d,HX%s,%s\n".formatted(770_001 + 37 * i, digits(i % PEOPLE), place));
            plates.append("%s,%s,%d\n"
                    .formatted(place, List.of("IL-6", "TNF", "IFN-g").get(i % 3), 100 + i * 7 % 991));
        }
        files.write("tubes.csv", tubes.toString());
        files.write("plates.csv", plates.toString());

        JsonNode drafted = files.init();

        assertThat(column(drafted, "tubes", "position").get("fate").asText()).isEqualTo("kept");
        assertThat(column(drafted, "plates", "well").get("fate").asText()).isEqualTo("kept");
        assertThat(column(drafted, "tubes", "donor_id").get("fate").asText()).isEqualTo("masked");
    }

    /** Short numbers are a person's where the numbers beside them are not; then the table is about people, and its dates move. */
    @Test
    void shortNumbersAndDatesBesideThemAreAPersons() throws Exception {
        StringBuilder people = new StringBuilder("hosp_no,sex\n");
        StringBuilder sleep = new StringBuilder("night,ref,day,hours\n");
        StringBuilder drugs = new StringBuilder("rx,hosp,drug,start\n");
        StringBuilder kits = new StringBuilder("kit_id,assigned,temp\n");
        StringBuilder subjects = new StringBuilder("SITEID,SUBJID,SEX\n");
        StringBuilder wide = new StringBuilder("protein,H0011,H0014,H0017\n");
        for (int i = 0; i < 150; i++) {
            int number = 11 + 3 * i;
            people.append("H%04d,%s\n".formatted(number, i % 2 == 0 ? "F" : "M"));
            sleep.append("%d,%d.0,2024-03-%02d,%d.5\n".formatted(i, number, i % 28 + 1, i % 9));
            drugs.append("%d,h %04d,Metformin,2024-%02d-%02d\n".formatted(i + 1, number, i % 12 + 1, i % 28 + 1));
            kits.append("K%d,0%d; 0%d,%d.5\n".formatted(i, 100 + i, 101 + i, i % 7));
            subjects.append("101,0%d,F\n".formatted(100 + i));
            wide.append("P%d,0.5,0.1,0.2\n".formatted(10_000 + i));
        }
        files.write("persons.csv", people.toString());
        files.write("sleep.csv", sleep.toString());
        files.write("med.csv", drugs.toString());
        files.write("kits.csv", kits.toString());
        files.write("dm.csv", subjects.toString());
        files.write("prot.csv", wide.toString());
        JsonNode drafted = files.init();
        for (String code : List.of("sleep.ref", "med.hosp")) {
            JsonNode column = column(drafted, code.replaceFirst("\\..*", ""), code.replaceFirst(".*\\.", ""));
            assertThat(column.get("category").asText()).as(column.toString()).isEqualTo("MRN");
            assertThat(column.get("fate").asText()).as(column.toString()).isEqualTo("masked");
        }
        assertThat(column(drafted, "sleep", "day").get("how").asText()).contains("ref's own");
        assertThat(column(drafted, "med", "start").get("how").asText()).contains("hosp's own");
        assertThat(column(drafted, "kits", "assigned").get("fate").asText()).isEqualTo("dropped");
        assertThat(column(drafted, "kits", "temp").get("fate").asText()).isEqualTo("kept");
        assertThat(drafted.get("left-out").toString())
                .contains("raw/prot.csv", "has codes of persons.hosp_no as names of columns");
    }

    /** Whatever they are called: the end of a number, a surname; the code of a site is part of its subjects' numbers, too. */
    @Test
    void partsOfNumbersAndNamesAreDropped() throws Exception {
        StringBuilder visits = new StringBuilder("subject_no,pin,site,姓,full_name,fam,sbp,seen\n");
        String surnames = "王李张刘陈杨黄赵吴周徐孙";
        for (int i = 0; i < 600; i++) {
            int number = 20_011 + 37 * (i % 200);
            char surname = surnames.charAt(i % 12);
            visits.append("%d-%d,%s,%d,%s,%s%s,%s,%d,2023-%02d-%02d\n"
                    .formatted(
                            101 + i % 5,
                            number,
                            "%04d".formatted(number % 10_000),
                            101 + i % 5,
                            surname,
                            surname,
                            List.of("秀兰", "建国", "桂英", "志强").get(i % 4),
                            surname,
                            100 + i * 7 % 80,
                            i % 12 + 1,
                            i % 28 + 1));
        }
        files.write("visits.csv", visits.toString());
        JsonNode drafted = files.init();
        for (String part : List.of("pin", "xing", "full_name", "fam")) {
            assertThat(column(drafted, "visits", part).get("fate").asText())
                    .as(part)
                    .isEqualTo("dropped");
        }
        assertThat(column(drafted, "visits", "pin").get("because").asText()).contains("parts of those of subject_no");
        for (String kept : List.of("site", "sbp")) {
            assertThat(column(drafted, "visits", kept).get("fate").asText())
                    .as(kept)
                    .isEqualTo("kept");
        }
    }

    @Test
    void namesOfPeopleAreNotOfferedAsHarmless() throws Exception {
        StringBuilder rows = new StringBuilder("batch,handler,remark,level,donor,tag\n");
        for (int i = 0; i < PEOPLE; i++) {
            rows.append("B%d,%s,%s,%d,%s,%s\n"
                    .formatted(
                            i,
                            new String[] {"王建国", "李秀英", "张伟民", "刘洋洋"}[i % 4],
                            "xq" + "abcdefgh".charAt(i % 8) + "zz vv" + "ijklmnop".charAt(i / 8) + " ww",
                            i % 5,
                            new String[] {"oscar", "rita", "hugo"}[i % 3],
                            new String[] {"karen", "susan", "kevin", "brenda"}[i % 4]));
        }
        files.write("batches.csv", rows.toString());
        WeirProcess.Ended drafted = WarmCommands.weir(
                        "init", root.toString(), "--product", "lab", "--yes", "--from", root + "/raw/**")
                .with(0);
        assertThat(drafted.out())
                .doesNotContain(
                        "--about batches.handler=NONE", "--about batches.donor=NONE", "--about batches.tag=NONE")
                .contains("--about batches.remark=NONE")
                .containsPattern("dropped  donor ")
                .containsPattern("dropped  tag ");
    }

    /** Tables of devices with the codes of people, keys that look like published codes, diaries of one person, names in other scripts. */
    @Test
    void whatIsCalledAThingsMayBeAPersons() throws Exception {
        StringBuilder enrolled = new StringBuilder("study_no,full_name,birth,arm\n");
        StringBuilder sensors = new StringBuilder("unit_no,vendor,calibrated\n");
        StringBuilder cells = new StringBuilder("record_no,full_name,birth\n");
        StringBuilder batches = new StringBuilder("batch_no,volume\n");
        StringBuilder diary = new StringBuilder("date,systolic,note_by\n");
        for (int i = 0; i < PEOPLE; i++) {
            String born = "19%02d-0%d-1%d".formatted(40 + i % 50, 1 + i % 9, i % 10);
            enrolled.append("S%d,Anna Holm%s,%s,%s\n"
                    .formatted(1_000 + 7 * i, "abcdefgh".charAt(i % 8), born, i % 2 == 0 ? "A" : "B"));
            sensors.append("S%d,Acme,2024-0%d-1%d\n".formatted(1_000 + 7 * i, 1 + i % 9, i % 10));
            cells.append("GM%d,Anna Holm%s,%s\n".formatted(1_200 + i, "abcdefgh".charAt(i % 8), born));
            batches.append("GM%d,%d\n".formatted(1_200 + i, i % 9));
            diary.append("2024-0%d-1%d,%d,%s\n"
                    .formatted(
                            1 + i % 9,
                            i % 10,
                            110 + i % 30,
                            List.of("김민수", "박지훈").get(i % 2)));
        }
        files.write("enrolment.csv", enrolled.toString());
        files.write("sensors.csv", sensors.toString());
        files.write("cells.csv", cells.toString());
        files.write("batches.csv", batches.toString());
        files.write("diary.csv", diary.toString());

        JsonNode drafted = files.init();
        assertThat(how(drafted, "enrolment", "study_no")).isEqualTo("masked MRN");
        assertThat(how(drafted, "sensors", "unit_no")).isEqualTo("masked MRN");
        assertThat(how(drafted, "sensors", "calibrated")).isEqualTo("masked DATE");
        assertThat(column(drafted, "enrolment", "birth").get("how").asText()).contains("study_no");
        assertThat(column(drafted, "sensors", "calibrated").get("how").asText()).contains("unit_no");
        assertThat(how(drafted, "cells", "record_no")).isEqualTo("masked MRN");
        assertThat(how(drafted, "batches", "batch_no")).isEqualTo("masked MRN");
        assertThat(how(drafted, "diary", "date")).isEqualTo("masked DATE");
        assertThat(column(drafted, "diary", "note_by").get("fate").asText()).isEqualTo("dropped");
    }

    /** Accounts without people in them have their true days, and the sums of visits whose days are moved. */
    @Test
    void trueDaysDoNotStandBesideMovedOnesThatAValueJoins() throws Exception {
        StringBuilder visits = new StringBuilder("patient_no,seen_on,price,ward\n");
        StringBuilder accounts = new StringBuilder("item,booked_on,cost\n");
        StringBuilder rooms = new StringBuilder("room,measured_on,humidity\n");
        for (int i = 0; i < 300; i++) {
            String day = "2024-%02d-%02d".formatted(i % 12 + 1, i % 28 + 1);
            String sum = "%d.%02d".formatted(100 + i * 7919 % 900, i * 31 % 100);
            visits.append("HX%s,%s,%s,W%d\n".formatted(digits(i / 3), day, sum, i % 4));
            accounts.append("consumables %d,%s,%s\n".formatted(i % 6, day, sum));
            rooms.append("R%d,%s,%d.%02d\n".formatted(i % 5, day, 100 + i * 6007 % 900, (i * 47 + 13) % 100));
        }
        files.write("visits.csv", visits.toString());
        files.write("accounts.csv", accounts.toString());
        files.write("rooms.csv", rooms.toString());

        JsonNode drafted = files.init();
        assertThat(how(drafted, "visits", "seen_on")).isEqualTo("masked DATE");
        assertThat(column(drafted, "visits", "price").get("fate").asText()).isEqualTo("kept");
        assertThat(column(drafted, "accounts", "cost").get("fate").asText()).isEqualTo("kept");
        JsonNode booked = column(drafted, "accounts", "booked_on");
        assertThat(booked.get("fate").asText()).as(booked.toString()).isEqualTo("dropped");
        assertThat(booked.get("because").asText()).contains("cost has values of visits.price");
        assertThat(booked.get("how").asText()).isEqualTo("--about accounts.booked_on=NONE");
        assertThat(column(drafted, "rooms", "measured_on").get("fate").asText()).isEqualTo("kept");
    }

    private static String how(JsonNode drafted, String table, String name) {
        JsonNode column = column(drafted, table, name);
        return column.get("fate").asText() + " " + column.get("category").asText();
    }

    private static String digits(int i) {
        return String.valueOf(571_994 + 37L * i);
    }
}
