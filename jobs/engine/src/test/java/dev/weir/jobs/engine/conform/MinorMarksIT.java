package dev.weir.jobs.engine.conform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Place;
import dev.weir.contracts.Table;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.MinorRows;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkFixture.class)
class MinorMarksIT {

    private static final int UNMARKED = 0;

    private final SparkSession spark;

    MinorMarksIT(SparkSession spark) {
        this.spark = spark;
    }

    private List<Integer> marks(String values, MinorRows minors) {
        return new MinorMarks(LocalDate.of(2026, 1, 2))
                        .mark(
                                spark.sql("SELECT * FROM VALUES " + values),
                                minors,
                                (table, columns) -> spark.sql("SELECT 'gone' AS id"))
                        .orderBy("n")
                        .select(HiddenColumns.MINOR)
                        .collectAsList()
                        .stream()
                        .map(row -> row.isNullAt(0) ? UNMARKED : row.getInt(0))
                        .toList();
    }

    @Test
    void agesAreReadAsRegistersWriteThem() {
        MinorRows ages = new MinorRows(Table.Minors.DROP, List.of(), List.of(), List.of("age"), List.of());

        assertThat(marks(
                        "(0, '12'), (1, '１２岁'), (2, '十二岁'), (3, '37 周岁'), (4, '18 months'), (5, 'unknown'), (6, NULL) AS t(n, age)",
                        ages))
                .containsExactly(
                        HiddenColumns.GOES,
                        HiddenColumns.GOES,
                        HiddenColumns.GOES,
                        UNMARKED,
                        HiddenColumns.GOES,
                        HiddenColumns.AGELESS_GOES,
                        HiddenColumns.AGELESS_GOES);
    }

    @Test
    void noNumberOutsideALifeIsAnAge() {
        MinorRows ages = new MinorRows(Table.Minors.KEEP, List.of(), List.of(), List.of("age"), List.of());

        assertThat(marks("(0, 13), (1, 14), (2, -1), (3, 999), (4, NULL) AS t(n, age)", ages))
                .containsExactly(
                        HiddenColumns.STAYS,
                        UNMARKED,
                        HiddenColumns.AGELESS_STAYS,
                        HiddenColumns.AGELESS_STAYS,
                        HiddenColumns.AGELESS_STAYS);
        assertThat(marks("(0, 13.5D), (1, 14.0D), (2, double('NaN')) AS t(n, age)", ages))
                .containsExactly(HiddenColumns.STAYS, UNMARKED, HiddenColumns.AGELESS_STAYS);
    }

    @Test
    void theFirstColumnThatTellsDecides() {
        MinorRows all = new MinorRows(Table.Minors.DROP, List.of("born"), List.of("rid"), List.of("age"), List.of());

        assertThat(marks(
                        "(0, DATE '1980-01-01', NULL, 3), (1, DATE '0001-01-01', '１１０１０５１９４９１２３１００２Ｘ', 3),"
                                + " (2, NULL, '110105', 12), (3, NULL, '110105', 40), (4, NULL, '110105', -1)"
                                + " AS t(n, born, rid, age)",
                        all))
                .containsExactly(UNMARKED, UNMARKED, HiddenColumns.GOES, UNMARKED, HiddenColumns.AGELESS_GOES);
    }

    @Test
    void aRowThatTellsNoAgeHasItsParents() {
        Table.Reference reference =
                new Table.Reference(List.of("patient"), "patients", List.of("id"), new Place("t.yaml", 1, 1));
        MinorRows child = new MinorRows(Table.Minors.DROP, List.of(), List.of(), List.of("age"), List.of(reference));

        assertThat(marks(
                        "(0, 'kept', NULL), (1, 'gone', NULL), (2, NULL, NULL), (3, 'kept', 12) AS t(n, patient, age)",
                        child))
                .containsExactly(UNMARKED, HiddenColumns.GOES, HiddenColumns.AGELESS_GOES, HiddenColumns.GOES);
    }
}
