package dev.weir.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.contracts.Product;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.SparkFixture;
import dev.weir.privacy.gate.Subjects;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who of a release is under 14 on 2026-06-15: born on 2012-06-15 or later. */
@ExtendWith(SparkFixture.class)
class ReleasedMinorsIT {

    private static final ReleasedColumn ID = column("patient_id", "text", "MRN", "pseudonymise");

    private final SparkSession spark;
    private Product product;

    @TempDir
    Path folder;

    ReleasedMinorsIT(SparkSession spark) {
        this.spark = spark.newSession();
    }

    @BeforeEach
    void open() throws IOException {
        product = new ExportFixture(folder, spark).workspace.product("clinical").orElseThrow();
    }

    static Stream<Arguments> tellingColumns() {
        return Stream.of(
                arguments(column("birth_date", "date", "DATE", "keep"), "DATE'2012-06-15'", "DATE'2012-06-14'"),
                arguments(column("born_on", "date", "DATE", "keep"), "DATE'2012-06-15'", "DATE'2012-06-14'"),
                arguments(
                        column("DOB_utc", "timestamp", "DATE", "keep"),
                        "TIMESTAMP'2013-01-01'",
                        "TIMESTAMP'2000-01-01'"),
                arguments(column("chusheng_rq", "date", "DATE", "keep"), "DATE'2020-01-01'", "DATE'1990-01-01'"),
                arguments(column("患者出生日期", "date", "DATE", "keep"), "DATE'2020-01-01'", "DATE'1990-01-01'"),
                // Whoever may be: shifted by a year at most, or coarsened to the year.
                arguments(column("born_on", "date", "DATE", "shift"), "DATE'2011-06-15'", "DATE'2011-06-14'"),
                arguments(column("born_on", "text", "DATE", "generalise"), "'2012-Q1'", "'2011-Q4'"),
                arguments(column("born_on", "text", "DATE", "truncate"), "'2012'", "'2011'"),
                // Dates that no contract has made dates.
                arguments(column("born_on", "text", "DATE", "keep"), "'3/1/2015'", "'3/1/2005'"),
                arguments(column("born_on", "text", "DATE", "keep"), "'２０１５年3月'", "'２００５年3月'"),
                arguments(column("csrq", "text", "DATE", "keep"), "'二零一五年三月二日'", "'一九八五年三月二日'"),
                arguments(column("csrq", "text", "DATE", "keep"), "'20150302'", "'19850302'"),
                arguments(column("csrq", "text", "DATE", "keep"), "'201503'", "'20050302T101500Z'"),
                // No year that can be read.
                arguments(column("csrq", "text", "DATE", "keep"), "'15-03-02'", "'1985-03-02'"),
                arguments(column("csrq", "text", "DATE", "keep"), "'民国104年'", "'1985年'"),
                arguments(column("csrq", "int64", "DATE", "keep"), "2015030L", "19850302L"),
                arguments(column("csrq", "int64", "DATE", "keep"), "1893456000L", "19850302101500L"),
                arguments(column("csrq", "text", "DATE", "keep"), "'42065'", "'2.3.1985'"),
                arguments(column("born_on", "text", "DATE", "shift"), "'2011/8/9'", "'2010/8/9'"),
                arguments(column("born_on", "int64", "DATE", "keep"), "20150301L", "20050301L"),
                arguments(column("id_card", "text", "RID", "keep"), "'110101201301010017'", "'11010519491231002X'"),
                arguments(column("age", "int64", "AGE", "keep"), "13L", "14L"),
                arguments(column("age", "text", "AGE", "generalise"), "'10-14'", "'15-19'"));
    }

    @ParameterizedTest
    @MethodSource("tellingColumns")
    void aColumnTells(ReleasedColumn column, String child, String adult) {
        ReleasedTable patients = table("patients", ID, column);
        Map<String, String> rows = Map.of(
                "patients",
                "SELECT * FROM VALUES ('child', " + child + "), ('adult', " + adult + "), ('unknown', NULL) AS t"
                        + "(patient_id, `" + column.name() + "`)");
        assertThat(minors(patients, List.of(patients), rows))
                .containsEntry("child", true)
                .containsEntry("adult", false)
                .containsEntry("unknown", null);
    }

    static Stream<Arguments> silentColumns() {
        return Stream.of(
                arguments(column("started_on", "date", "DATE", "keep"), "DATE'2015-03-01'"),
                arguments(column("born_on", "date", "NONE", "keep"), "DATE'2015-03-01'"),
                arguments(column("born_on", "date", "DATE", "nullify"), "DATE'2015-03-01'"),
                arguments(column("born_on", "date", "DATE", "keep"), "DATE'0001-01-01'"),
                arguments(column("born_on", "text", "DATE", "keep"), "'before the war'"),
                arguments(column("id_card", "text", "RID", "pseudonymise"), "'110101201301010017'"),
                arguments(column("age", "int64", "AGE", "keep"), "999L"));
    }

    @ParameterizedTest
    @MethodSource("silentColumns")
    void aColumnDoesNotTell(ReleasedColumn column, String value) {
        ReleasedTable patients = table("patients", ID, column);
        Map<String, String> rows = Map.of(
                "patients", "SELECT * FROM VALUES ('p', " + value + ") AS t(patient_id, `" + column.name() + "`)");
        assertThat(minors(patients, List.of(patients), rows)).containsEntry("p", null);
    }

    @Test
    void ofTwoBirthDatesTheOneThatSaysSoIsBelieved() {
        ReleasedTable patients = table(
                "patients",
                ID,
                column("mother_born_on", "date", "DATE", "keep"),
                column("born_on", "date", "DATE", "keep"));
        assertThat(minors(patients, List.of(patients), Map.of("patients", """
                        SELECT * FROM VALUES
                          ('child', DATE'1990-01-01', DATE'2020-01-01'), ('motherless', NULL, DATE'2020-01-01'),
                          ('adult', DATE'1960-01-01', DATE'1990-01-01'), ('unknown', NULL, NULL)
                          AS t(patient_id, mother_born_on, born_on)""")))
                .containsEntry("child", true)
                .containsEntry("motherless", true)
                .containsEntry("adult", false)
                .containsEntry("unknown", null);
    }

    @Test
    void whatARowDoesNotTellThePersonsOtherRowsTell() {
        ReleasedTable patients = table("patients", ID, column("born_on", "date", "DATE", "keep"));
        ReleasedTable encounters = table(
                "encounters", ID, column("born_on", "date", "DATE", "keep"), column("age", "int64", "AGE", "keep"));
        Map<String, String> rows = Map.of("patients", """
                SELECT * FROM VALUES ('a', DATE'2020-01-01'), ('b', DATE'1990-01-01'), ('c', NULL), ('d', NULL)
                  AS t(patient_id, born_on)""", "encounters", """
                SELECT * FROM VALUES ('a', NULL, 40L), ('b', NULL, 12L), ('c', DATE'2021-01-01', NULL), ('d', NULL, 12L),
                  ('d', NULL, 15L), ('e', NULL, 13L), (NULL, NULL, 5L)
                  AS t(patient_id, born_on, age)""");
        List<ReleasedTable> release = List.of(patients, encounters);
        // The birth date wins over an age, which was that of some earlier day.
        assertThat(minors(encounters, release, rows))
                .containsEntry("a", true)
                .containsEntry("b", false)
                .containsEntry("c", true)
                .containsEntry("e", true)
                .containsEntry(null, true);
        assertThat(minors(patients, release, rows))
                .containsEntry("a", true)
                .containsEntry("b", false)
                .containsEntry("c", true)
                .containsEntry("d", true);
    }

    private Map<@Nullable String, @Nullable Boolean> minors(
            ReleasedTable of, List<ReleasedTable> release, Map<String, String> rows) {
        ReleasedMinors minors = new ReleasedMinors(
                ReleasedMinors.Measure.of(LawPack.load("cn-2026-01"), LocalDate.of(2026, 6, 15)),
                new Subjects(product),
                release,
                table -> spark.sql(rows.get(table)));
        Map<@Nullable String, @Nullable Boolean> told = new HashMap<>();
        for (Row row : minors.marked(of).collectAsList()) {
            told.put(row.getAs("patient_id"), row.getAs(ReleasedMinors.MINOR));
        }
        return told;
    }

    private static ReleasedTable table(String name, ReleasedColumn... columns) {
        return new ReleasedTable(
                name,
                new ReleasedTable.Version(TableFormat.ICEBERG, "nowhere", name, 1),
                new ArrayList<>(List.of(columns)),
                new ContentDigest(0, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(1, 1, "0".repeat(64)),
                "clinical." + name + " 1.0.0");
    }

    private static ReleasedColumn column(String name, String type, String category, String mask) {
        return new ReleasedColumn(name, type, category, mask, "", "");
    }
}
