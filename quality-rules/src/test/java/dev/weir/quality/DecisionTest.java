package dev.weir.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionTest {

    @Test
    void tellsARuleThatFailedFromOneThatCouldNotBeEvaluated() {
        Decision decision = Decision.of(List.of(
                verdict("dates", Severity.BLOCK, Answer.FAILED, "3 rows break it"),
                verdict("sums", Severity.WARN, Answer.FAILED, "1 row breaks it"),
                verdict("means", Severity.WARN, Answer.ERROR, "Mean of age could not be computed")));

        assertThat(decision)
                .isEqualTo(new Decision(List.of(
                        "Rule 'dates' of table 'stays' failed: 3 rows break it",
                        "Rule 'means' of table 'stays' could not be evaluated: Mean of age could not be computed")));
        assertThat(decision.isHeld()).isTrue();
    }

    @Test
    void releasesWhereNothingHolds() {
        Decision decision = Decision.of(List.of(verdict("sums", Severity.WARN, Answer.FAILED, "1 row breaks it")));
        assertThat(decision).isEqualTo(Decision.of(List.of()));
        assertThat(decision.isHeld()).isFalse();
    }

    @Test
    void saysWhereThereWasNothingToJudge() {
        Rule rule = Rules.of("dates", new Rule.Row("a > 1", List.of("a"), Optional.empty()), Severity.BLOCK);

        assertThat(RowVerdict.of(rule, 0, 0, "").explanation()).isEqualTo("There were no rows to judge");
        assertThat(RowVerdict.of(rule, 1, 0, "").explanation()).isEqualTo("No row breaks it");
    }

    private static Verdict verdict(String id, Severity severity, Answer answer, String explanation) {
        Rule rule = Rules.of(id, new Rule.Row("a > 1", List.of("a"), Optional.empty()), severity);
        return new Verdict(rule, answer, 10, answer == Answer.FAILED ? 3 : 0, explanation);
    }
}
