package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.read.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ODCS's quality checks and service levels become the rules that they mean. */
final class QualityChecksTest {

    private static final String ENCOUNTERS = "contracts/clinical/encounters.odcs.yaml";

    @TempDir
    private Path folder;

    /** The rule that a quality check of the column {@code length_of_stay} states. */
    private Rule rule(String check) {
        Sample sample = Sample.clinical()
                .replace(ENCOUNTERS, "logicalTypeOptions: { minimum: 0 }", "quality: [ { " + check + " } ]");
        assertThat(sample.problemsIn(folder)).isEmpty();
        List<Rule> rules = sample.workspaceIn(folder).product("clinical").orElseThrow().rules().stream()
                .filter(rule -> rule.id().startsWith("encounters.length_of_stay."))
                .toList();
        assertThat(rules).hasSize(1);
        return rules.get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        metric: nullValues, mustBe: 0                                                     | `length_of_stay` IS NOT NULL
        metric: nullValues, mustBe: 0, unit: percent                                      | `length_of_stay` IS NOT NULL
        metric: missingValues, arguments: { missingValues: [null, 99] }, mustBe: 0        | `length_of_stay` IS NOT NULL AND `length_of_stay` NOT IN (99)
        metric: invalidValues, arguments: { validValues: [1, 2] }, mustBe: 0              | `length_of_stay` IN (1, 2)
        """)
    void whatMayNotBeAtAllIsARuleOnEachRow(String check, String predicate) {
        Rule rule = rule(check);
        assertThat(rule.check()).isEqualTo(new Rule.Row(predicate, List.of("length_of_stay")));
        assertThat(rule.terms()).isEqualTo(Rule.Terms.ALWAYS);
    }

    @Test
    void whatMayBeAtMostAPercentageIsARuleOnEachRowWithAThreshold() {
        Rule rule = rule(
                "metric: invalidValues, arguments: { validValues: [1, 2] }, mustBeLessOrEqualTo: 2.5, unit: percent");
        assertThat(rule.check()).isEqualTo(new Rule.Row("`length_of_stay` IN (1, 2)", List.of("length_of_stay")));
        assertThat(rule.terms().threshold()).hasValue(0.975);
        assertThat(rule("metric: duplicateValues, mustBeLessOrEqualTo: 10, unit: percent")
                        .terms()
                        .threshold())
                .hasValue(0.9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        metric: nullValues, mustBeLessThan: 5                                             | CustomSql "SELECT count(*) FROM primary WHERE NOT (`length_of_stay` IS NOT NULL)" < 5
        metric: nullValues, mustBe: 5                                                     | CustomSql "SELECT count(*) FROM primary WHERE NOT (`length_of_stay` IS NOT NULL)" = 5
        metric: nullValues, mustBe: 5, unit: percent                                      | Completeness "length_of_stay" = 0.95
        metric: nullValues, mustBeLessThan: 5, unit: percent                              | Completeness "length_of_stay" > 0.95
        metric: invalidValues, arguments: { validValues: [1] }, mustBeBetween: [1, 3]     | (CustomSql "SELECT count(*) FROM primary WHERE NOT (`length_of_stay` IN (1))" >= 1) and (CustomSql "SELECT count(*) FROM primary WHERE NOT (`length_of_stay` IN (1))" <= 3)
        metric: invalidValues, arguments: { validValues: [1] }, mustBeLessThan: 3, unit: percent | CustomSql "SELECT coalesce(CAST(100 * count_if(NOT (`length_of_stay` IN (1))) AS DECIMAL(22, 0)) / nullif(count(*), 0), 0) FROM primary" < 3
        metric: duplicateValues, mustBeLessThan: 5                                        | CustomSql "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM primary WHERE `length_of_stay` IS NOT NULL GROUP BY `length_of_stay`) WHERE n > 1" < 5
        type: sql, query: "SELECT max(${column}) FROM ${table};", mustBeLessOrEqualTo: 365.5 | CustomSql "SELECT max(`length_of_stay`) FROM primary" <= 365.5
        """)
    void everyOtherNumberIsDqdl(String check, String dqdl) {
        String metric = check.startsWith("metric: ") ? check.substring(8, check.indexOf(',')) : "";
        assertThat(rule(check).check()).isEqualTo(new Rule.Dqdl(dqdl, Rule.Of.RELEASED, metric));
    }

    @Test
    void aPatternIsOfTheWholeText() {
        Rule rule = Sample.clinical()
                .replace(
                        ENCOUNTERS,
                        "        classification: TEXT",
                        "        classification: TEXT\n        quality: [ { metric: invalidValues, arguments: { pattern:"
                                + " '[A-Z]+' }, mustBe: 0 } ]")
                .workspaceIn(folder)
                .product("clinical")
                .orElseThrow()
                .rules()
                .stream()
                .filter(known -> known.id().equals("encounters.reason.valid-pattern"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.check()).isEqualTo(new Rule.Row(SqlWriter.fullMatch("`reason`", "[A-Z]+"), List.of("reason")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        metric: nullValues, mustBe: 0                                        | COMPLETENESS | BLOCK      | null-values
        metric: nullValues, mustBe: 0, severity: info                        | COMPLETENESS | WARN       | null-values
        metric: nullValues, mustBe: 0, severity: Warning                     | COMPLETENESS | WARN       | null-values
        metric: nullValues, mustBe: 0, severity: error                       | COMPLETENESS | BLOCK      | null-values
        metric: nullValues, mustBe: 0, severity: quarantine                  | COMPLETENESS | QUARANTINE | null-values
        metric: nullValues, mustBe: 0, dimension: accuracy                   | ACCURACY     | BLOCK      | null-values
        metric: nullValues, mustBe: 0, dimension: uniqueness, id: present    | UNIQUENESS   | BLOCK      | present
        metric: duplicateValues, mustBe: 0                                   | UNIQUENESS   | BLOCK      | duplicate-values
        metric: invalidValues, arguments: { validValues: [1] }, mustBe: 0    | CONFORMITY   | BLOCK      | valid-values
        metric: rowCount, mustBeGreaterThan: 0                               | COVERAGE     | BLOCK      | row-count
        type: custom, engine: dqdl, implementation: RowCount > 0             | CONSISTENCY  | BLOCK      | dqdl
        """)
    void aCheckHasItsDimensionSeverityAndNameUnlessItSaysOtherwise(
            String check, Dimension dimension, Severity severity, String name) {
        Sample sample = Sample.clinical()
                .replace(ENCOUNTERS, "logicalTypeOptions: { minimum: 0 }", "quality: [ { " + check + " } ]");
        assertThat(sample.problemsIn(folder)).isEmpty();
        assertThat(sample.workspaceIn(folder).product("clinical").orElseThrow().rules())
                .filteredOn(rule -> rule.standing().author() == Rule.Author.CONTRACT
                        && rule.id().endsWith(name)
                        && rule.place().line() == 37)
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.standing().dimension()).isEqualTo(dimension);
                    assertThat(rule.severity()).isEqualTo(severity);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        metric: duplicateValues, arguments: { properties: [reasen] }, mustBe: 0 | 'properties' names the column 'reasen'
        metric: duplicateValues, mustBe: 0                                      | duplicateValues of a table says not of which columns
        metric: nullValues, mustBe: 0                                           | this quality check is not run
        metric: rowCount, mustBe: 5, unit: percent                              | this quality check is not run
        """)
    void aCheckOfATableThatCannotBeRunIsTold(String check, String problem) {
        assertThat(ofTable(check).readIn(folder).problems())
                .extracting(Problem::what)
                .containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        metric: duplicateValues, arguments: { properties: [reason, patient_id] }, mustBe: 0 | encounters.duplicate-values
        metric: rowCount, mustBeGreaterThan: 5                                              | encounters.row-count
        type: text, description: Wards know.                                                |
        type: custom, engine: soda, implementation: anything                                |
        """)
    void aCheckOfATableIsARuleWhereItCanBeRun(String check, String rule) {
        Sample sample = ofTable(check);
        assertThat(sample.problemsIn(folder)).isEmpty();
        assertThat(sample.workspaceIn(folder).product("clinical").orElseThrow().rules())
                .extracting(Rule::id)
                .filteredOn(id -> List.of("encounters.duplicate-values", "encounters.row-count", "encounters.dqdl")
                        .contains(id))
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    private static Sample ofTable(String check) {
        return Sample.clinical()
                .replace(
                        ENCOUNTERS,
                        "    physicalType: table\n",
                        "    physicalType: table\n    quality: [ { " + check + " } ]\n");
    }

    @Test
    void theValuesOfAnotherTableAreAReference() {
        Rule rule = rule("metric: invalidValues, arguments: { validValues: { from: patients.birth_year } }, mustBe: 0");
        assertThat(rule.id()).isEqualTo("encounters.length_of_stay.valid-values");
        assertThat(rule.check())
                .isEqualTo(new Rule.Reference(List.of("length_of_stay"), "patients", List.of("birth_year")));
        assertThat(rule.severity()).isEqualTo(Severity.BLOCK);
    }

    @Test
    void aLatencyOfAnElementIsItsFreshness() {
        Rule rule = Sample.clinical().workspaceIn(folder).product("clinical").orElseThrow().rules().stream()
                .filter(known -> known.id().equals("encounters.started_at.freshness"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.check()).isEqualTo(new Rule.Freshness("started_at", Duration.ofDays(2)));
        assertThat(rule.severity()).isEqualTo(Severity.WARN);
        assertThat(rule.place()).hasToString(ENCOUNTERS + ":14:54");
    }

    @ParameterizedTest
    @CsvSource({
        "0, s, PT0S",
        "1, second, PT1S",
        "2, seconds, PT2S",
        "90, min, PT90M",
        "2, mins, PT2M",
        "2, minutes, PT2M",
        "1.5, h, PT1H30M",
        "'\"1.5\"', HOURS, PT1H30M",
        "1, day, P1D",
        "3, weeks, P21D",
        "2147483647, s, PT2147483647S",
    })
    void aLatencyIsANumberOfItsUnit(String value, String unit, Duration age) {
        assertThat(latency(value, unit)
                        .workspaceIn(folder)
                        .product("clinical")
                        .orElseThrow()
                        .rules())
                .filteredOn(known -> known.id().equals("encounters.started_at.freshness"))
                .extracting(Rule::check)
                .containsExactly(new Rule.Freshness("started_at", age));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2           | hs    | the unit of the latency is 'hs'
        2           | days2 | the unit of the latency is 'days2'
        -1          | s     | the latency is the number -1
        2147483648  | s     | the latency is the number 2147483648
        35792       | d     | the latency is the number 35792
        """)
    void aLatencyThatIsNoAgeIsTold(String value, String unit, String problem) {
        assertThat(latency(value, unit).readIn(folder).problems())
                .extracting(Problem::what)
                .containsExactly(problem);
    }

    private static Sample latency(String value, String unit) {
        return Sample.clinical()
                .replace(
                        ENCOUNTERS,
                        "latency, value: 2, unit: d,",
                        "latency, value: " + value + ", unit: " + unit + ",");
    }
}
