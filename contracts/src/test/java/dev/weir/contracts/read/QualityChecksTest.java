package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
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
        metric: nullValues, mustBeLessThan: 5, unit: percent                              | Completeness "length_of_stay" > 0.95
        metric: invalidValues, arguments: { validValues: [1] }, mustBeBetween: [1, 3]     | (CustomSql "SELECT count(*) FROM primary WHERE NOT (`length_of_stay` IN (1))" >= 1) and (CustomSql "SELECT count(*) FROM primary WHERE NOT (`length_of_stay` IN (1))" <= 3)
        metric: invalidValues, arguments: { validValues: [1] }, mustBeLessThan: 3, unit: percent | CustomSql "SELECT coalesce(100 * avg(CASE WHEN NOT (`length_of_stay` IN (1)) THEN 1 ELSE 0 END), 0) FROM primary" < 3
        metric: duplicateValues, mustBeLessThan: 5                                        | CustomSql "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM primary WHERE `length_of_stay` IS NOT NULL GROUP BY `length_of_stay`) WHERE n > 1" < 5
        type: sql, query: "SELECT max(${column}) FROM ${table};", mustBeLessOrEqualTo: 365.5 | CustomSql "SELECT max(`length_of_stay`) FROM primary" <= 365.5
        """)
    void everyOtherNumberIsDqdl(String check, String dqdl) {
        assertThat(rule(check).check()).isEqualTo(new Rule.Dqdl(dqdl, Rule.Of.RELEASED));
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
}
