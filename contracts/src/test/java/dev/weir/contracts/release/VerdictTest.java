package dev.weir.contracts.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.release.Verdict.Answer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    private static final Place PLACE = Place.of("quality-rules/clinic.yaml");

    @ParameterizedTest
    @CsvSource({
        "PASSED, BLOCK, 0, false",
        "FAILED, BLOCK, 3, true",
        "FAILED, WARN, 3, false",
        "FAILED, QUARANTINE, 3, false",
        "DORMANT, BLOCK, 0, false"
    })
    void aRuleThatBlocksHoldsTheReleaseWhereItFails(Answer answer, Severity severity, long failed, boolean holds) {
        assertThat(verdict(answer, severity, failed, OptionalDouble.empty()).holds())
                .isEqualTo(holds);
    }

    /** Of ten rows, nine have to pass. */
    @ParameterizedTest
    @CsvSource({"FAILED, 1, false", "FAILED, 2, true", "PASSED, 2, false"})
    void aRuleThatTakesRowsOutHoldsTheReleaseBelowItsThreshold(Answer answer, long failed, boolean holds) {
        assertThat(verdict(answer, Severity.QUARANTINE, failed, OptionalDouble.of(0.9))
                        .holds())
                .isEqualTo(holds);
        assertThat(verdict(answer, Severity.WARN, failed, OptionalDouble.of(0.9))
                        .holds())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void aRuleThatCouldNotBeEvaluatedHoldsTheReleaseWhateverItsSeverityAndWaiver(Severity severity) {
        Verdict verdict = verdict(Answer.ERROR, severity, 0, OptionalDouble.empty());

        assertThat(verdict.holds()).isTrue();
        assertThat(waived(verdict).holds()).isTrue();
    }

    @Test
    void aWaiverLetsAFailingRuleBe() {
        Verdict verdict = verdict(Answer.FAILED, Severity.BLOCK, 3, OptionalDouble.empty());

        assertThat(verdict.holds()).isTrue();
        assertThat(waived(verdict).holds()).isFalse();
    }

    @Test
    void keepsAllElseWhenItIsGivenMetrics() {
        Verdict verdict = verdict(Answer.FAILED, Severity.BLOCK, 3, OptionalDouble.empty());
        Verdict measured = verdict.withMetrics(Map.of("Dataset.*.RowCount", 10.0));

        assertThat(measured.metrics()).containsExactly(Map.entry("Dataset.*.RowCount", 10.0));
        assertThat(measured.withMetrics(Map.of())).isEqualTo(verdict);
    }

    private static Verdict verdict(Answer answer, Severity severity, long failed, OptionalDouble threshold) {
        return new Verdict(rule(severity, threshold), answer, 10, failed, "as the test has it");
    }

    private static Verdict waived(Verdict verdict) {
        return new Verdict(
                verdict.rule(),
                verdict.answer(),
                verdict.rows(),
                verdict.explanation(),
                verdict.metrics(),
                Optional.of(new Waiver(
                        "clinic",
                        verdict.rule().id(),
                        LocalDate.of(2026, 12, 31),
                        "steward@example.org",
                        "moving",
                        PLACE)));
    }

    private static Rule rule(Severity severity, OptionalDouble threshold) {
        return new Rule(
                "one",
                "visits",
                new Rule.Row("amount > 0", List.of("amount"), Optional.empty()),
                severity,
                new Rule.Standing(Rule.Author.STEWARD, Dimension.ACCURACY, "steward@example.org", "because"),
                new Rule.Terms(Optional.empty(), Optional.empty(), threshold, List.of()),
                PLACE);
    }
}
