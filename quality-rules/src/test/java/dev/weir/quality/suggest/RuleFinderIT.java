package dev.weir.quality.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.quality.SparkFixture;
import dev.weir.quality.dqdl.InterpretedQueries;
import dev.weir.quality.suggest.ProfiledColumn.Kind;
import dev.weir.quality.suggest.ProfiledColumn.Show;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules found in visits of a made-up ward. */
@ExtendWith(InterpretedQueries.class)
class RuleFinderIT {

    private static final StructType SCHEMA = StructType.fromDDL(
            "id STRING, patient STRING, secret STRING, came DATE, went DATE, kind STRING, kind_name STRING, bed STRING,"
                    + " dose DOUBLE, twice DOUBLE, code STRING");
    private static final List<ProfiledColumn> FIELDS = List.of(
            new ProfiledColumn("id", Kind.TEXT, Show.SHAPES),
            new ProfiledColumn("patient", Kind.TEXT, Show.SHAPES),
            new ProfiledColumn("secret", Kind.TEXT, Show.SHAPES),
            new ProfiledColumn("came", Kind.DAY, Show.VALUES),
            new ProfiledColumn("went", Kind.DAY, Show.VALUES),
            new ProfiledColumn("kind", Kind.TEXT, Show.VALUES),
            new ProfiledColumn("kind_name", Kind.TEXT, Show.VALUES),
            new ProfiledColumn("bed", Kind.TEXT, Show.VALUES),
            new ProfiledColumn("dose", Kind.NUMBER, Show.VALUES),
            new ProfiledColumn("twice", Kind.NUMBER, Show.SHAPES),
            new ProfiledColumn("code", Kind.TEXT, Show.VALUES));

    private static Dataset<Row> visits(int rows) {
        Random random = new Random(5);
        List<Row> made = new ArrayList<>();
        String[] kinds = {"in", "out", "day"};
        for (int i = 0; i < rows; i++) {
            LocalDate came = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(900));
            int kind = random.nextInt(3);
            @Nullable String bed = kind == 0 ? "B" + random.nextInt(30) : null;
            double dose = random.nextInt(400) / 10.0;
            made.add(RowFactory.create(
                    "V" + (10_000 + i),
                    "P" + random.nextInt(40),
                    "张" + random.nextInt(5),
                    Date.valueOf(came),
                    random.nextInt(10) == 0 ? null : Date.valueOf(came.plusDays(random.nextInt(9))),
                    kinds[kind],
                    "name of " + kinds[kind],
                    bed,
                    dose,
                    2 * dose,
                    "E" + (10 + random.nextInt(80)) + "." + random.nextInt(9)));
        }
        return SparkFixture.spark().createDataFrame(made, SCHEMA);
    }

    private static Suggestions find(Dataset<Row> rows, Rule... known) {
        Dataset<Row> patients = SparkFixture.spark().range(40).selectExpr("concat('P', id) AS id");
        return new RuleFinder(FIELDS, List.of(known), Map.of("patients.id", patients)).find(rows);
    }

    /** What is found in the same visits, once. */
    private static final class Usual {
        static final Dataset<Row> ROWS = visits(400);
        static final Suggestions FOUND = find(ROWS);
    }

    private static List<String> ids(Suggestions found) {
        return found.proposed().stream()
                .map(suggestion -> suggestion.rule().id())
                .toList();
    }

    @Test
    void proposesDriftWhereThereAreRowsEnoughToFindIt() {
        Suggestions many = find(visits(2_000));
        assertThat(ids(many))
                .contains("kind-is-spread-as-before", "dose-is-spread-as-before", "bed-is-filled-as-before")
                .doesNotContain("id-is-spread-as-before", "came-is-spread-as-before");
        assertThat(many.proposed())
                .filteredOn(suggestion -> suggestion.rule().id().equals("dose-is-spread-as-before"))
                .singleElement()
                .satisfies(suggestion -> assertThat(suggestion.rule().body().get("drift"))
                        .isEqualTo("{ column: \"dose\", measure: population-stability-index, against: last-release,"
                                + " atMost: 0.1, alarm: once in 100 releases }"));

        assertThat(ids(find(visits(100)))).doesNotContain("kind-is-spread-as-before", "dose-is-spread-as-before");
    }

    @Test
    void findsWhatHolds() {
        Suggestions found = Usual.FOUND;

        assertThat(ids(found))
                .contains(
                        "id-tell-a-row",
                        "patient-is-in-patients.id",
                        "went-not-before-came",
                        "kind-name-follows-kind",
                        "kind-is-a-known-value",
                        "bed-is-filled-by-kind",
                        "dose-is-in-its-range",
                        "twice-is-not-negative",
                        "code-is-an-icd-10-code",
                        "id-has-its-shape",
                        "came-is-filled")
                .doesNotContain(
                        "came-not-before-went", "patient-tell-a-row", "went-is-filled", "secret-is-a-known-value");
        assertThat(found.proposed()).allSatisfy(suggestion -> {
            assertThat(suggestion.found().learned()).isBetween(0.95, 1.0);
            assertThat(suggestion.found().held()).isBetween(0.93, 1.0);
        });
    }

    @Test
    void noRowOfTheSameDataBreaksAProposalWithoutThreshold() {
        for (Suggestion suggestion : Usual.FOUND.proposed()) {
            String predicate = suggestion.rule().body().get("row");
            if (predicate != null && suggestion.rule().threshold().isEmpty()) {
                String where = suggestion.rule().body().getOrDefault("where", "true");
                assertThat(Usual.ROWS
                                .where("(" + where + ") AND NOT (" + predicate + ")")
                                .count())
                        .as(suggestion.rule().id())
                        .isZero();
            }
        }
    }

    /** An identifier that nearly always differs makes a key with any column; visits of a patient on a day are one. */
    @Test
    void twoColumnsAreAKeyWhereChanceAloneWouldRepeatThem() {
        Dataset<Row> rows = SparkFixture.spark()
                .range(400)
                .selectExpr(
                        "concat('V', IF(id < 4, id DIV 2, id)) AS id",
                        "concat('P', id % 37) AS patient",
                        "concat('name', id % 37) AS name",
                        "date_add(DATE '2026-01-01', CAST(id DIV 37 AS INT)) AS came",
                        "CAST(NULL AS DATE) AS went",
                        "'in' AS kind",
                        "'in' AS kind_name",
                        "CAST(NULL AS STRING) AS bed",
                        "CAST(1 AS DOUBLE) AS dose",
                        "CAST(2 AS DOUBLE) AS twice",
                        "'E10.1' AS code")
                .toDF(SCHEMA.fieldNames());
        assertThat(ids(find(rows)))
                .contains("patient-and-came-tell-a-row")
                .doesNotContain("id-and-came-tell-a-row", "id-and-patient-tell-a-row");
    }

    @Test
    void neverHoldsAValueOfAMaskedColumn() {
        assertThat(Usual.FOUND.toString()).doesNotContain("张", "'P1'", "V10001", "79.");
    }

    @Test
    void whatARuleSaysIsNotProposedAgain() {
        Rule order = rule(new Rule.Row("went > came", List.of("came", "went")));
        Rule key = rule(new Rule.Key(List.of("id"), Rule.Nulls.FAIL));

        assertThat(ids(find(visits(400), order, key)))
                .doesNotContain("went-not-before-came", "id-tell-a-row", "id-is-filled")
                .contains("came-is-filled");
    }

    @Test
    void saysNothingOfAHandfulOfRows() {
        Suggestions found = find(visits(10));
        assertThat(found.proposed()).isEmpty();
        assertThat(found.notes()).singleElement().asString().contains("Fewer than");
    }

    @Test
    void aFewSlipsMakeAThresholdAndAWarning() {
        Dataset<Row> rows = visits(500)
                .withColumn(
                        "kind", org.apache.spark.sql.functions.expr("CASE WHEN id = 'V10007' THEN 'xx' ELSE kind END"));

        assertThat(find(rows).proposed())
                .filteredOn(suggestion -> suggestion.rule().id().equals("kind-is-a-known-value"))
                .singleElement()
                .satisfies(suggestion -> {
                    assertThat(suggestion.rule().body().toString()).doesNotContain("xx");
                    assertThat(suggestion.rule().threshold().orElseThrow()).isBetween(0.95, 0.999);
                    assertThat(suggestion.rule().severity()).isEqualTo(Severity.WARN);
                });
    }

    /** 6,000 readings, of which one in 200 has a slip: a pressure, a ward's name, a word. */
    private static Dataset<Row> readings() {
        Random random = new Random(7);
        List<Row> made = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            boolean slip = i % 200 == 7;
            int ward = random.nextInt(30);
            made.add(RowFactory.create(
                    slip ? 1_300 + random.nextInt(100) : 120 + (int) Math.round(15 * random.nextGaussian()),
                    "w" + ward,
                    slip ? "odd" + i % 40 : "name " + ward,
                    random.nextInt(40) == 0 ? "n" + random.nextInt(3) : "usual",
                    i == 4_001 || i == 8 ? "Ml" : List.of("ml", "mg").get(random.nextInt(2)),
                    "abcde".substring(random.nextInt(4))
                            + (char) ('a' + random.nextInt(26))
                            + (i % 2 == 0 ? "" : "-")));
        }
        return SparkFixture.spark()
                .createDataFrame(
                        made,
                        StructType.fromDDL(
                                "sysbp INT, ward STRING, ward_name STRING, skewed STRING, unit STRING, word STRING"));
    }

    @Test
    void dirtIsNotLearnt() {
        List<Suggestion> found = new RuleFinder(
                        List.of(
                                new ProfiledColumn("sysbp", Kind.WHOLE, Show.VALUES),
                                new ProfiledColumn("ward", Kind.TEXT, Show.VALUES),
                                new ProfiledColumn("ward_name", Kind.TEXT, Show.VALUES),
                                new ProfiledColumn("skewed", Kind.TEXT, Show.VALUES),
                                new ProfiledColumn("unit", Kind.TEXT, Show.VALUES),
                                new ProfiledColumn("word", Kind.TEXT, Show.SHAPES)),
                        List.of(),
                        Map.of())
                .find(readings())
                .proposed();

        Map<String, Suggestion> byId = new java.util.HashMap<>();
        found.forEach(suggestion -> byId.put(suggestion.rule().id(), suggestion));
        assertThat(byId).containsKeys("sysbp-is-in-its-range", "ward-name-follows-ward", "unit-is-a-known-value");
        assertThat(byId.get("sysbp-is-in-its-range")).satisfies(range -> {
            assertThat(range.rule().body().toString())
                    .matches(".*BETWEEN (0|[2-6][0-9]) AND 1[89][0-9]\\}|.*BETWEEN (0|[2-6][0-9]) AND 2[0-3][0-9]\\}");
            assertThat(range.rule().threshold().orElseThrow()).isEqualTo(0.99);
        });
        assertThat(byId.get("ward-name-follows-ward"))
                .satisfies(follows -> assertThat(follows.found().learned()).isBetween(0.99, 0.999));
        assertThat(byId.get("unit-is-a-known-value"))
                .satisfies(set -> assertThat(set.rule().body().toString()).contains("('mg', 'ml')"));
        assertThat(byId).as("what nearly every row has is told by nothing").doesNotContainKey("skewed-follows-ward");
        assertThat(found)
                .filteredOn(suggestion -> suggestion.kind() == Suggestion.Kind.LENGTH)
                .isNotEmpty()
                .allSatisfy(length ->
                        assertThat(length.rule().body().toString()).matches(".*BETWEEN [0-9]+ AND [0-9]+\\}"));
    }

    private static Rule rule(Rule.Check check) {
        return new Rule(
                "known",
                "visits",
                check,
                Severity.BLOCK,
                new Rule.Standing(Rule.Author.STEWARD, Dimension.CONSISTENCY, "a@example.org", ""),
                Place.of("rules.yaml"));
    }
}
