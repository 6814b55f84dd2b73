package dev.weir.jobs.verb.authoring;

import static dev.weir.jobs.verb.authoring.DraftedFiles.column;
import static dev.weir.jobs.verb.authoring.DraftedFiles.fate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init}: sets of raw files as they come from a laboratory and a hospital. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class RawSetsIT {

    private static final LocalDate FIRST = LocalDate.of(2022, 3, 1);

    @TempDir
    private Path root;

    private final Random random = new Random(61);

    private String one(String... values) {
        return values[random.nextInt(values.length)];
    }

    private static void assertStays(JsonNode drafted, String table, String... columns) {
        for (String column : columns) {
            assertThat(fate(drafted, table, column))
                    .as(table + " " + column + ": " + column(drafted, table, column))
                    .isIn("kept", "searched");
        }
    }

    private static void assertGoes(JsonNode drafted, String table, String... columns) {
        for (String column : columns) {
            assertThat(fate(drafted, table, column))
                    .as(table + " " + column + ": " + column(drafted, table, column))
                    .isIn("masked", "dropped");
        }
    }

    /** Samples begin with their animal's number, batches count from 0001 on, and results have the sample's number alone. */
    @Test
    void samplesThatAreCalledAfterTheirAnimals() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder animals = new StringBuilder("animal_id,species,strain,sex,dob,cage,home_office_licence\n");
        StringBuilder samples = new StringBuilder("sample_id,animal_id,tissue,collected,batch,volume_ul\n");
        StringBuilder results = new StringBuilder("sample_id,analyte,measured,value\n");
        StringBuilder necropsy = new StringBuilder("animal_id,necropsy_date,organ,weight_g,pathologist\n");
        for (int i = 1; i <= 60; i++) {
            String animal = "M%04d".formatted(i);
            animals.append("%s,Mouse,C57BL/6J,%s,%s,C%02d,%s\n"
                    .formatted(animal, one("M", "F"), FIRST.plusDays(i), i / 4, one("PP7712043", "P4F2290A1")));
            for (int k = 1; k <= 3; k++) {
                String sample = animal + "-0" + k;
                samples.append("%s,%s,%s,%s,CHG-2024-00%d,%d\n"
                        .formatted(
                                sample,
                                animal,
                                one("Serum", "Plasma", "Liver"),
                                FIRST.plusDays(60 + i),
                                12 + random.nextInt(4),
                                20 + random.nextInt(90)));
                for (String analyte : new String[] {"IL6", "TNF"}) {
                    results.append("%s,%s,%s,%d.5\n"
                            .formatted(sample, analyte, FIRST.plusDays(90 + random.nextInt(9)), random.nextInt(400)));
                }
            }
            for (String organ : new String[] {"Liver", "Kidney"}) {
                necropsy.append("%s,%s,%s,1.%d,%s\n"
                        .formatted(
                                animal,
                                FIRST.plusDays(120 + random.nextInt(5)),
                                organ,
                                random.nextInt(900),
                                one("KLM", "TRB")));
            }
        }
        files.write("animals.csv", animals);
        files.write("samples.csv", samples);
        files.write("results.csv", results);
        files.write("necropsy.csv", necropsy);

        JsonNode drafted = files.init();
        assertStays(drafted, "animals", "animal_id", "species", "strain", "sex", "dob", "cage");
        assertStays(drafted, "samples", "sample_id", "animal_id", "tissue", "collected", "batch", "volume_ul");
        assertStays(drafted, "results", "sample_id", "analyte", "measured", "value");
        assertStays(drafted, "necropsy", "animal_id", "necropsy_date", "organ", "weight_g");
    }

    /** JG is the initials of a native place in one table, and of a result in another. */
    @Test
    void initialsOfPinyinAgreeWithTheirValues() throws Exception {
        DraftedFiles files = new DraftedFiles(root);
        StringBuilder people = new StringBuilder("BRID,XM,XB,CSRQ,JG\n");
        StringBuilder labs = new StringBuilder("JYDH,BRID,JYRQ,XMMC,JG,DW\n");
        for (int i = 0; i < 120; i++) {
            people.append("%d,%s,%s,%s,%s\n"
                    .formatted(
                            20_240_000 + 13 * i,
                            one("王秀英", "李建国", "张丽华", "刘志强", "陈晓燕"),
                            one("男", "女"),
                            FIRST.minusDays(9_000 + 31L * i),
                            one("浙江省杭州市", "江苏省南京市", "安徽省合肥市")));
            for (int k = 0; k < 3; k++) {
                labs.append("%d,%d,%s,%s,%s,%s\n"
                        .formatted(
                                100_000 + 3 * i + k,
                                20_240_000 + 13 * i,
                                FIRST.plusDays(random.nextInt(300)),
                                one("白细胞计数", "血红蛋白", "尿蛋白"),
                                one("阴性", "阳性", "+", "%d.%d".formatted(3 + random.nextInt(9), random.nextInt(10))),
                                one("10^9/L", "g/L", "mmol/L")));
            }
        }
        files.write("brxx.csv", people);
        files.write("jyjg.csv", labs);

        JsonNode drafted = files.init();
        assertStays(drafted, "jyjg", "jg", "dw", "xmmc");
        assertGoes(drafted, "brxx", "brid", "xm", "csrq", "jg");
    }
}
