package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be evaluated on a row fails there, and is never counted as right. */
@ExtendWith(SparkFixture.class)
class RowFailuresIT {

    private static final String REASON = "could not be evaluated";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    RowFailuresIT(SparkSession spark) {
        this.spark = spark;
    }

    private CheckResult check(ClinicFiles files) {
        return new CheckRun(WeirSession.in(spark, files.read()), "1.0.0", event -> {}).check("clinic", 20);
    }

    private static void maskAge(ClinicFiles files) throws IOException {
        Path contract = files.root().resolve("contracts/clinic/patients.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "name: age, logicalType: integer, classification: NONE",
                                "name: age, logicalType: integer, classification: OTHSPI"));
    }

    private static Verdict verdict(CheckResult result, String rule) {
        return verdict(result.record(), rule);
    }

    private static Verdict verdict(RunRecord record, String rule) {
        return record.verdicts().stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    /** {@code line detail} of each row that is shown for a rule. */
    private static List<String> shown(CheckResult result, String rule) {
        return result.shown().of(rule).stream()
                .map(row -> row.line().orElseThrow() + detail(row))
                .toList();
    }

    private static String detail(FailingRow row) {
        return row.detail().map(detail -> " " + detail).orElse("");
    }

    @Test
    void aRowRuleFailsWhereItCannotBeEvaluated() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,F,0\np3,,M,\np4,,M,3000000\np5,,F,200\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,,,in,60.00\nv2,p2,,,in,60.00\nv3,p5,,,in,60.00\n")
                .rules(
                        "patients",
                        "id: division, row: 100 / age > 1, severity: warn",
                        "id: modulus, row: 100 % age >= 0, severity: quarantine",
                        "id: cube, row: \"age * age * age >= 0\", severity: warn",
                        "id: index, row: \"array('a', 'b')[coalesce(age, 0)] IS NOT NULL\", severity: warn",
                        "id: guarded, row: age = 0 OR 100 / age > -1 AND 100 / age < 101, severity: warn",
                        "id: only-where, row: sex = 'F', where: 100 / age > 1, severity: warn")
                .rules("visits", "id: against-parent, join: patients, row: cost / parent.age > 1, severity: warn");

        CheckResult result = check(files);

        assertThat(shown(result, "division")).containsExactly("3 " + REASON, "5", "6");
        assertThat(shown(result, "modulus")).containsExactly("3 " + REASON);
        assertThat(shown(result, "cube")).containsExactly("5 " + REASON);
        assertThat(shown(result, "index")).containsExactly("2 " + REASON, "5 " + REASON, "6 " + REASON);
        assertThat(shown(result, "guarded")).isEmpty();
        assertThat(shown(result, "only-where")).containsExactly("3 " + REASON);
        assertThat(shown(result, "against-parent")).containsExactly("4 fails against its parent");
        assertThat(verdict(result, "division").rows().failed()).isEqualTo(3);
        assertThat(verdict(result, "division").explanation()).contains("in 1 of them it could not be evaluated");
        assertThat(verdict(result, "modulus").explanation())
                .isEqualTo("Broken by 1 of 5 rows, where it could not be evaluated, which went to quarantine");
        assertThat(verdict(result, "guarded").answer()).isEqualTo(Answer.PASSED);
    }

    /** What Spark throws, and what it keeps of a map that it could not build, is not to touch the next row. */
    @Test
    void aValueThatSparkDoesNotExpectFailsItsOwnRowAlone() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,1\np2,,M,1\np3,,F,1\np4,,F,1\np5,,UTF-8,1\n")
                .rules(
                        "patients",
                        "id: map, row: \"map(sex, 1, 'F', 2) IS NOT NULL\", severity: warn",
                        "id: arrays, row: \"size(map_from_arrays(array(sex, 'F'), array(1, 2))) = 2\", severity: warn",
                        "id: entries, row: \"size(map_from_entries(array(named_struct('k', sex, 'v', 1), named_struct('k', 'F', 'v', 2)))) = 2\", severity: warn",
                        "id: text, row: \"size(str_to_map(concat('F:1,', sex, ':2'))) = 2\", severity: warn",
                        "id: concat, row: \"size(map_concat(map(sex, 1), map('F', 2))) = 2\", severity: warn",
                        "id: keys, row: \"size(transform_keys(map('a', 1, 'b', 2), (k, v) -> if(sex = 'F', 'x', k))) = 2\","
                                + " severity: warn",
                        "id: sketch, row: \"hll_union(unhex(hex(sex)), unhex(hex(sex))) IS NOT NULL\", severity: warn",
                        "id: charset, row: \"decode(unhex('41'), sex) IS NOT NULL\", severity: warn");

        CheckResult result = check(files);

        for (String rule : List.of("map", "arrays", "entries", "text", "concat", "keys")) {
            assertThat(shown(result, rule)).as(rule).containsExactly("2 " + REASON, "4 " + REASON, "5 " + REASON);
        }
        assertThat(verdict(result, "sketch").rows().failed()).isEqualTo(5);
        assertThat(shown(result, "charset"))
                .containsExactly("2 " + REASON, "3 " + REASON, "4 " + REASON, "5 " + REASON);
    }

    @Test
    void aParentsValueThatCannotBeUsedFailsTheChild() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,F,0\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,,,in,60.00\nv2,p2,,,in,60.00\nv3,p9,,,in,60.00\n")
                .rules(
                        "visits",
                        "override: visits.patient.reference, severity: warn",
                        "id: against-parent, join: patients, row: cost / parent.age > 1, severity: warn");

        CheckResult result = check(files);

        assertThat(shown(result, "against-parent")).containsExactly("3 " + REASON);
        assertThat(verdict(result, "against-parent").rows().failed()).isEqualTo(1);
    }

    @Test
    void aCheckHasNoAnswerWhereItsConditionHasNone() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,F,0\np3,,F,40\n")
                .rules(
                        "patients",
                        check("complete", "IsComplete \\\"sex\\\" where \\\"100 / age > 1\\\""),
                        check("size", "RowCount > 1 where \\\"100 / age > 1\\\""),
                        check("values", "ColumnValues \\\"age\\\" > 1 where \\\"100 / age > 1\\\""),
                        check("among", "ColumnValues \\\"sex\\\" in [\\\"F\\\"] where \\\"100 / age > 1\\\""),
                        check("filter", "CustomSql \\\"SELECT * FROM primary WHERE 100 / age > 1\\\""),
                        check("scalar", "CustomSql \\\"SELECT avg(100 / age) FROM primary\\\" > 0"),
                        check("beside", "CustomSql \\\"SELECT avg(age) FROM primary\\\" > 0"),
                        check("unique", "Uniqueness \\\"sex\\\" < 1 where \\\"100 / age > 1\\\""),
                        check("plain", "Mean \\\"age\\\" > 0 where \\\"age > 1\\\""));

        CheckResult result = check(files);

        assertThat(Stream.of("complete", "size", "values", "among", "scalar")
                        .map(rule -> verdict(result, rule))
                        .map(verdict -> verdict.rule().id() + " " + verdict.answer()))
                .containsExactly("complete error", "size error", "values error", "among error", "scalar error");
        assertThat(verdict(result, "complete").explanation()).contains("its condition could not be evaluated on 1 row");
        assertThat(verdict(result, "scalar").explanation()).contains(REASON);
        assertThat(verdict(result, "filter").answer()).isEqualTo(Answer.FAILED);
        assertThat(verdict(result, "unique").answer()).isEqualTo(Answer.ERROR);
        assertThat(verdict(result, "beside").answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict(result, "plain").answer()).isEqualTo(Answer.PASSED);
        assertThat(result.releases()).isFalse();
    }

    /** The staged rows have no column {@code age}; its sum is known all the same. */
    @Test
    void aSumOfADroppedColumnIsThatOfTheClearRows() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,31\np2,,F,11\n")
                .rules(
                        "patients",
                        check("half", "AggregateMatch \\\"sum(age)\\\" \\\"avg(age)\\\" = 2"),
                        check("third", "AggregateMatch \\\"sum(age)\\\" \\\"avg(age)\\\" = 3"));
        files.rules("visits", check("ages", "AggregateMatch \\\"sum(cost)\\\" \\\"sum(patients.age)\\\" = 0.5"))
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,,,in,21.00\n");
        maskAge(files);

        CheckResult result = check(files);

        assertThat(verdict(result, "half").answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict(result, "ages").answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict(result, "ages").metrics()).isEmpty();
        assertThat(verdict(result, "third").answer()).isEqualTo(Answer.FAILED);
        assertThat(verdict(result, "third").explanation()).contains("is not as asked; asked: = 3");
        assertThat(verdict(result, "third").metrics()).isEmpty();
    }

    /** A number tells what the people have in whom two releases differ. A check needs the sources, and says it. */
    @Test
    void aReleaseSaysNoNumberOfRowsByAMaskedValue() throws Exception {
        String rows = IntStream.range(0, 30)
                .mapToObj(i -> "p" + i + ",," + (i < 1 ? "F" : "M") + "," + (20 + Math.max(i, 1)) + "\n")
                .collect(Collectors.joining());
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + rows)
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,,,in,60.00\n")
                .rules(
                        "patients",
                        "id: few, row: age <> 22, severity: warn",
                        "id: many, row: age < 45, severity: warn",
                        "id: all, row: age > 100, severity: warn",
                        "id: none, row: age > 0, severity: warn",
                        "id: there, row: age IS NOT NULL, severity: warn",
                        "id: open, row: sex = 'M', severity: warn",
                        "id: depends, depends: { on: [age], column: sex }, severity: warn",
                        "id: out, row: age <> 23, severity: quarantine");
        maskAge(files);

        assertThat(verdict(check(files), "few").explanation()).isEqualTo("Broken by 1 of 30 rows");

        RunRecord record = new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .record();
        assertThat(explanation(record, "few")).isEqualTo("The rows are not as asked");
        assertThat(explanation(record, "many")).isEqualTo("The rows are not as asked");
        assertThat(explanation(record, "all")).isEqualTo("The rows are not as asked");
        assertThat(explanation(record, "none")).isEqualTo("No row breaks it");
        assertThat(explanation(record, "there")).isEqualTo("No row breaks it");
        assertThat(explanation(record, "open")).isEqualTo("Broken by 1 of 30 rows");
        assertThat(explanation(record, "depends")).isEqualTo("The rows are not as asked");
        assertThat(explanation(record, "out")).startsWith("Broken by 1 of 30 rows");
        assertThat(record.verdicts().stream()
                        .filter(verdict -> List.of("few", "many", "all", "depends")
                                .contains(verdict.rule().id()))
                        .map(Verdict::rows))
                .containsOnly(Verdict.JudgedRows.NONE);
    }

    private static String explanation(RunRecord record, String rule) {
        return verdict(record, rule).explanation();
    }

    @Test
    void aPatternThatExplodesFailsTheRowWhereItDoes() throws Exception {
        String exploding = "^(?:(.*a){20})$";
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,," + "a".repeat(10_000) + "b,30\np3,,,40\n")
                .rules(
                        "patients",
                        "override: patients.sex.pattern, severity: warn",
                        "id: pattern, row: \"sex RLIKE '" + exploding + "'\", severity: warn",
                        "id: guarded, row: age > 0, where: \"sex RLIKE '" + exploding + "'\", severity: warn",
                        "id: like, row: \"sex NOT LIKE '%a%a%a%a%a%a%c'\", severity: warn",
                        check("matches", "ColumnValues \\\"sex\\\" matches \\\"" + exploding + "\\\""),
                        check("complete", "IsComplete \\\"age\\\" where \\\"sex RLIKE '" + exploding + "'\\\""));
        Path contract = files.root().resolve("contracts/clinic/patients.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "name: sex, logicalType: string,",
                                "name: sex, logicalType: string, logicalTypeOptions: { pattern: \"F|(?:(.*a){20})\" },"));

        CheckResult result = check(files);

        assertThat(shown(result, "patients.sex.pattern")).containsExactly("3 " + REASON);
        assertThat(shown(result, "pattern")).containsExactly("2", "3 " + REASON);
        assertThat(verdict(result, "guarded").answer()).isEqualTo(Answer.FAILED);
        assertThat(shown(result, "guarded")).isEmpty(); // which of so few rows it is about, a masked column says
        assertThat(verdict(result, "like").answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict(result, "complete").answer()).isNotEqualTo(Answer.PASSED);
        assertThat(verdict(result, "matches").answer()).isNotEqualTo(Answer.PASSED);
        assertThat(result.releases()).isFalse();
    }

    private static String check(String id, String dqdl) {
        return "id: " + id + ", check: \"" + dqdl + "\", severity: warn";
    }

    @Test
    void anUnreadableRecordMeetsNoExpression() throws Exception {
        ClinicFiles files =
                ClinicFiles.in(folder).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,F,forty\np3,,M,50\n");
        Path contract = files.root().resolve("contracts/clinic/patients.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "name: age, logicalType: integer,",
                                "name: age, logicalType: integer, transformLogic: \"100 DIV coalesce(age, 0)\","));

        CheckResult result = check(files);

        assertThat(result.shown().unreadable()).singleElement().satisfies(cause -> {
            assertThat(cause.column()).isEqualTo(Optional.of("age"));
            assertThat(cause.records()).isEqualTo(1);
        });
    }
}
