package dev.weir.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowPredicatesIT {

    private final Dataset<Row> stays = SparkFixture.spark()
            .sql("SELECT * FROM VALUES (1, 'a', DATE'2026-01-02', DATE'2026-01-01'), (2, 'b', NULL, DATE'2026-01-01'),"
                    + " (3, NULL, DATE'2026-01-01', DATE'2026-01-01') AS t(id, ward, stopped_at, started_at)");

    @Test
    void failsOnlyWhereThePredicateIsFalse() {
        List<Column> failing = RowPredicates.failing(
                List.of(rule("stopped_at >= started_at"), rule("ward = 'b'"), rule("NULL"), rule("id < 3")), stays);

        List<Row> rows = stays.select(failing.toArray(new Column[0])).collectAsList();

        assertThat(rows).extracting(row -> row.getBoolean(0)).containsExactly(false, false, false);
        assertThat(rows).extracting(row -> row.getBoolean(1)).containsExactly(true, false, false);
        assertThat(rows).extracting(row -> row.getBoolean(2)).containsExactly(false, false, false);
        assertThat(rows).extracting(row -> row.getBoolean(3)).containsExactly(false, false, true);
    }

    @Test
    void tellsEveryProblemAtOnceWithItsPlaceAndTheNearestName() {
        ProblemsException e = problems("stoped_at >= started_at", "id >", "is_resident(ward)");

        assertThat(e.problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.place()).isEqualTo(Rules.PLACE));
        assertThat(e.problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(Code.INVALID_RULE, Code.INVALID_SQL, Code.INVALID_RULE);
        assertThat(e.problems())
                .extracting(Problem::toString)
                .anySatisfy(text -> assertThat(text).contains("no column `stoped_at`", "write 'stopped_at'"))
                .anySatisfy(text -> assertThat(text).contains("end of input"))
                .anySatisfy(text -> assertThat(text).contains("no function `is_resident`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(id) > 1",
                "row_number() OVER (ORDER BY id) > 1",
                "id IN (SELECT 1)",
                "rand() > 0.5",
                "explode(array(true))"
            })
    void refusesWhatOneRowCannotAnswer(String predicate) {
        assertThat(problems(predicate).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(Code.INVALID_RULE));
    }

    @ParameterizedTest
    @CsvSource({"id + 1, INT", "ward, STRING"})
    void refusesWhatIsNoPredicate(String predicate, String type) {
        assertThat(problems(predicate).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains(type));
    }

    private ProblemsException problems(String... predicates) {
        List<Rule> rules =
                java.util.Arrays.stream(predicates).map(RowPredicatesIT::rule).toList();
        return catchThrowableOfType(ProblemsException.class, () -> RowPredicates.failing(rules, stays));
    }

    private static Rule rule(String predicate) {
        return Rules.of("stays-" + predicate.hashCode(), new Rule.Row(predicate, List.of()), Severity.QUARANTINE);
    }
}
