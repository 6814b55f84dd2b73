package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stewards write becomes the rule that is meant. */
final class RuleFormsTest {

    private static final String RULES = "quality-rules/clinical/encounters.yaml";

    @TempDir
    private Path folder;

    /** The sample with the rule {@code volume} written in another way. */
    private Rule rule(String says) {
        return rule(Sample.clinical().replace(RULES, "    check: RowCount > 0\n    severity: block\n", says), "volume");
    }

    private Rule rule(Sample sample, String id) {
        assertThat(sample.problemsIn(folder)).isEmpty();
        return sample.workspaceIn(folder).product("clinical").orElseThrow().rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void driftIsMeasuredOfAColumnAgainstTheLastRelease() {
        Rule rule = rule("""
                drift: { column: REASON, measure: population-stability-index, atMost: 0.2 }
                severity: warn
            """);
        assertThat(rule.check())
                .isEqualTo(new Rule.Drift(
                        Rule.Measure.POPULATION_STABILITY_INDEX,
                        Optional.of("reason"),
                        new Rule.Baseline.LastRelease(),
                        List.of(),
                        new Rule.Bound(Rule.Bound.Side.AT_MOST, 0.2)));
    }

    @Test
    void driftMayNameItsBaseline() {
        assertThat(rule("""
                drift: { column: reason, measure: chi-square, against: { release: 7 }, atLeast: 0.01 }
                severity: block
            """).check())
                .isEqualTo(new Rule.Drift(
                        Rule.Measure.CHI_SQUARE,
                        Optional.of("reason"),
                        new Rule.Baseline.Release(7),
                        List.of(),
                        new Rule.Bound(Rule.Bound.Side.AT_LEAST, 0.01)));
        assertThat(rule("""
                drift: { measure: row-count, against: { window: 21 }, season: [holidays, weekday], atMost: 3 }
                severity: block
            """).check())
                .isEqualTo(new Rule.Drift(
                        Rule.Measure.ROW_COUNT,
                        Optional.empty(),
                        new Rule.Baseline.Window(21),
                        List.of(Rule.Season.WEEKDAY, Rule.Season.HOLIDAYS),
                        new Rule.Bound(Rule.Bound.Side.AT_MOST, 3)));
    }

    @Test
    void driftMaySayHowOftenChanceMayRaiseAnAlarm() {
        assertThat(rule("""
                drift: { column: reason, measure: null-rate, atMost: 0.05, alarm: once in 50 releases }
                severity: warn
            """).check())
                .isEqualTo(new Rule.Drift(
                        Rule.Measure.NULL_RATE,
                        Optional.of("reason"),
                        new Rule.Baseline.LastRelease(),
                        List.of(),
                        Optional.of(new Rule.Bound(Rule.Bound.Side.AT_MOST, 0.05)),
                        OptionalInt.of(50)));
    }

    @Test
    void driftWithoutABoundAlarmsOnceInAHundredReleases() {
        assertThat(rule("""
                drift: { column: reason, measure: chi-square }
                severity: warn
            """).check())
                .isEqualTo(new Rule.Drift(
                        Rule.Measure.CHI_SQUARE,
                        Optional.of("reason"),
                        new Rule.Baseline.LastRelease(),
                        List.of(),
                        Optional.empty(),
                        OptionalInt.of(100)));
    }

    @Test
    void aColumnDependsOnOthers() {
        Rule rule = rule("""
                depends: { on: [patient_id, started_at], column: stopped_at, by: majority }
                threshold: 0.9
                severity: quarantine
            """);
        assertThat(rule.check()).isEqualTo(new Rule.Depends(List.of("patient_id", "started_at"), "stopped_at"));
        assertThat(rule.terms().threshold()).isEqualTo(OptionalDouble.of(0.9));
    }

    @Test
    void aRowSeesItsParentByTheNameParent() {
        for (String join : List.of("patients", "patient_id")) {
            Rule rule = rule("""
                    row: year(started_at) >= parent.birth_year
                    where: parent.birth_year > 1900
                    join: %s
                    severity: quarantine
                """.formatted(join));
            assertThat(rule.check())
                    .isEqualTo(new Rule.Row(
                            "year(started_at) >= parent.birth_year",
                            Optional.of("parent.birth_year > 1900"),
                            List.of("started_at"),
                            Optional.of(new Rule.Reference(List.of("patient_id"), "patients", List.of("patient_id")))));
        }
    }

    /** A comment to the end of the line hides nothing of the SQL that is put round it. */
    @Test
    void aCommentEndsWithItsLine() {
        Rule.Row row = (Rule.Row) rule("""
                row: "stopped_at > started_at -- as the ward says"
                where: "stopped_at IS NOT NULL -- the open ones come later"
                severity: quarantine
            """).check();

        assertThat(row.columns()).containsExactly("stopped_at", "started_at");
        assertThat(row.sql())
                .isEqualTo("CASE WHEN (\nstopped_at IS NOT NULL -- the open ones come later\n)"
                        + " THEN (\nstopped_at > started_at -- as the ward says\n) IS NOT FALSE END");
    }

    @Test
    void aRowsColumnsAreEachBlamedOnceUnlessItSaysWhich() {
        assertThat(((Rule.Row) rule("""
                row: reason = 'a' OR Reason = patient_id
                severity: warn
            """).check()).columns()).containsExactly("reason", "patient_id");
        assertThat(((Rule.Row) rule("""
                row: reason = 'a' OR Reason = patient_id
                severity: warn
                columns: [STOPPED_AT, reason]
            """).check()).columns()).containsExactly("stopped_at", "reason");
    }

    /** A rule that names a column that is not there is told of, and not kept: nothing could judge a row by it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "reasen = reason",
                "reason = reasen",
                "reasen = started_on",
                "parent.birth_year = 1900",
                "max(reason) = reason"
            })
    void aRowRuleThatCannotBeJudgedIsNone(String row) {
        WorkspaceReader.Outcome outcome = Sample.clinical()
                .replace(RULES, "    check: RowCount > 0\n", "    row: " + row + "\n")
                .readIn(folder);
        assertThat(outcome.problems()).isNotEmpty();
        assertThat(outcome.workspace()
                        .orElseThrow()
                        .product("clinical")
                        .orElseThrow()
                        .rules())
                .extracting(Rule::id)
                .contains("encounters.key")
                .doesNotContain("volume");
    }

    @Test
    void rulesHaveDaysAThresholdAndTags() {
        Rule rule = rule("""
                row: reason IS NOT NULL
                severity: warn
                from: 2026-01-01
                until: "2026-12-31"
                threshold: 1
                tags: [slow, wards]
            """);
        assertThat(rule.terms())
                .isEqualTo(new Rule.Terms(
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        Optional.of(LocalDate.of(2026, 12, 31)),
                        OptionalDouble.of(1),
                        List.of("slow", "wards")));
    }

    @Test
    void aKeySaysWhichRowStays() {
        assertThat(rule("""
                check: IsUnique "reason"
                keep: last by started_at
                severity: quarantine
            """).check())
                .isEqualTo(new Rule.Key(
                        List.of("reason"),
                        Rule.Nulls.PASS,
                        Optional.empty(),
                        Optional.of(new Rule.Keep(Rule.End.LAST, "started_at"))));
    }

    @Test
    void aKeyMayBeAboutSomeRows() {
        assertThat(rule("""
                check: IsUnique "reason" where " patient_id > 3 "
                severity: quarantine
            """).check())
                .isEqualTo(new Rule.Key(
                        List.of("reason"), Rule.Nulls.PASS, Optional.of("patient_id > 3"), Optional.empty()));
        assertThat(rule("""
                check: IsPrimaryKey "reason" "patient_id" where "patient_id > 3"
                keep: last by started_at
                severity: quarantine
            """).check())
                .isEqualTo(new Rule.Key(
                        List.of("reason", "patient_id"),
                        Rule.Nulls.FAIL,
                        Optional.of("patient_id > 3"),
                        Optional.of(new Rule.Keep(Rule.End.LAST, "started_at"))));
    }

    @Test
    void anOverrideOfAKeySaysWhichRowStaysAndWhenItIsInForce() {
        Rule rule = rule(
                Sample.clinical()
                        .replace(
                                RULES,
                                "    because: The ETL repeats rows.",
                                "    keep: first by Started_At\n    until: 2026-12-31\n    threshold: 0.5"),
                "encounters.key");
        assertThat(rule.check())
                .isEqualTo(new Rule.Key(
                        List.of("encounter_id"),
                        Rule.Nulls.FAIL,
                        Optional.empty(),
                        Optional.of(new Rule.Keep(Rule.End.FIRST, "started_at"))));
        assertThat(rule.terms().until()).contains(LocalDate.of(2026, 12, 31));
        assertThat(rule.terms().threshold()).hasValue(0.5);
    }

    @Test
    void keysAndReferencesAreAboutRowsWithQuarantineOrAThreshold() {
        Rule.Reference reference = new Rule.Reference(List.of("patient_id"), "patients", List.of("patient_id"));
        assertThat(rule("""
                check: 'ReferentialIntegrity "PATIENT_ID" "patients.Patient_id" = 1.0'
                severity: quarantine
            """).check()).isEqualTo(reference);
        assertThat(rule("""
                check: 'ReferentialIntegrity "patient_id" "patients.patient_id" = 1.0'
                threshold: 0.9
                severity: block
            """).check()).isEqualTo(reference);
        assertThat(rule("""
                check: IsPrimaryKey "patient_id" "started_at"
                threshold: 0.9
                severity: warn
            """).check()).isEqualTo(new Rule.Key(List.of("patient_id", "started_at"), Rule.Nulls.FAIL));
        assertThat(rule("""
                check: 'ReferentialIntegrity "patient_id" "patients.patient_id" > 0.9'
                severity: block
            """).check()).isInstanceOf(Rule.Dqdl.class);
        for (String condition : List.of(" = 1", " >= 1.0")) {
            assertThat(rule("""
                check: 'ReferentialIntegrity "patient_id" "patients.patient_id"%s'
                severity: quarantine
            """.formatted(condition)).check()).isEqualTo(reference);
        }
        for (String condition : List.of(" > 1", " <= 1", " = 0.99", " >= 0.99", " != 1")) {
            assertThat(Sample.clinical()
                            .replace(RULES, "    check: RowCount > 0\n    severity: block\n", """
                                check: 'ReferentialIntegrity "patient_id" "patients.patient_id"%s'
                                severity: quarantine
                            """.formatted(condition)
                                    .indent(-24))
                            .problemsIn(folder))
                    .as(condition)
                    .isNotEmpty();
        }
    }

    @Test
    void aCastOfWhatMayBeTextHasARuleWhereItStands() {
        Sample sample = Sample.clinical()
                .replace("contracts/clinical/encounters.sql", "STOP AS stopped_at", "cast(Id as DATE) as stopped_at")
                .replace(
                        "contracts/clinical/encounters.sql",
                        "START AS started_at",
                        "cast(STOP as TIMESTAMP) as started_at")
                .replace("contracts/clinical/patients.odcs.yaml", "year(born_on)", "cast(patient_id as INT)");
        Rule ofQuery = rule(sample, "encounters.stopped_at.conform.cast");
        assertThat(ofQuery.check()).isEqualTo(new Rule.TextCast("stopped_at"));
        assertThat(ofQuery.severity()).isEqualTo(Severity.QUARANTINE);
        assertThat(ofQuery.place().file()).isEqualTo("contracts/clinical/encounters.sql");
        Rule ofLogic = rule(sample, "patients.birth_year.conform.cast");
        assertThat(ofLogic.place().file()).isEqualTo("contracts/clinical/patients.odcs.yaml");
        assertThat(ofLogic.place().line()).isEqualTo(13);
        // STOP is a timestamp in the source's contract
        assertThat(sample.workspaceIn(folder).product("clinical").orElseThrow().rules())
                .extracting(Rule::id)
                .filteredOn(id -> id.endsWith(".conform.cast"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logicalType: string                              | true
            logicalType: time                                | true
            logicalType: integer                             | false
            logicalType: number                              | false
            logicalType: number, physicalType: decimal(12.2) | false
            logicalType: boolean                             | false
            logicalType: date                                | false
            logicalType: timestamp                           | false
            """)
    void aCastOfWhatIsNoTextHasNoRule(String type, boolean mayBeText) {
        Sample sample = Sample.clinical()
                .replace(
                        "contracts/raw/encounters.odcs.yaml",
                        "name: Id, logicalType: string",
                        "name: Id, " + type.replace("12.2", "'12,2'").replace("decimal('12,2')", "'decimal(12,2)'"))
                .replace("contracts/clinical/encounters.sql", "STOP AS stopped_at", "cast(Id as DATE) as stopped_at");
        assertThat(sample.workspaceIn(folder).product("clinical").orElseThrow().rules())
                .extracting(Rule::id)
                .filteredOn("encounters.stopped_at.conform.cast"::equals)
                .hasSize(mayBeText ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "encounters.key, true",
        "encounters.length_of_stay.minimum, true",
        "encounters.patient_id.reference, true",
        "encounters.started_at.freshness, false",
        "encounters.empty, false",
        "volume, false",
        "raw.encounters.encounters.columns.missing, true",
        "raw.encounters.encounters.columns.new, false",
        "raw.encounters.encounters.unreadable, false",
    })
    void anOverrideTakesRowsOutWhereTheRuleSaysWhich(String id, boolean says) {
        Sample sample = Sample.clinical().replace(RULES, "override: encounters.key", "override: " + id);
        assertThat(sample.readIn(folder).problems())
                .extracting(Problem::what)
                .isEqualTo(says ? List.of() : List.of("the rule '" + id + "' gets the severity quarantine"));
        assertThat(sample.workspaceIn(folder).product("clinical").orElseThrow().rules())
                .filteredOn(rule -> rule.id().equals(id) && rule.severity() == Severity.QUARANTINE)
                .hasSize(says ? 1 : 0);
    }
}
