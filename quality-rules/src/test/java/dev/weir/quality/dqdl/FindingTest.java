package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.release.Verdict.Answer;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FindingTest {

    @Property
    void passesExactlyWhereDeequWhichTakesErrorsForFailuresPasses(@ForAll("answers") List<Answer> answers) {
        assertThat(combined(DqdlFacts.Operator.AND, answers) == Answer.PASSED)
                .isEqualTo(answers.stream().allMatch(Answer.PASSED::equals));
        assertThat(combined(DqdlFacts.Operator.OR, answers) == Answer.PASSED)
                .isEqualTo(answers.stream().anyMatch(Answer.PASSED::equals));
    }

    @Property
    void isAnErrorExactlyWhereTheErrorsDecide(
            @ForAll DqdlFacts.Operator operator, @ForAll("answers") List<Answer> answers) {
        List<Answer> possible = Stream.of(Answer.PASSED, Answer.FAILED)
                .map(truth -> combined(
                        operator,
                        answers.stream()
                                .map(answer -> answer == Answer.ERROR ? truth : answer)
                                .toList()))
                .distinct()
                .toList();

        assertThat(combined(operator, answers)).isEqualTo(possible.size() == 1 ? possible.get(0) : Answer.ERROR);
    }

    /** A check in force is not dormant. */
    @Provide
    Arbitrary<List<Answer>> answers() {
        return Arbitraries.of(Answer.PASSED, Answer.FAILED, Answer.ERROR)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static Answer combined(DqdlFacts.Operator operator, List<Answer> answers) {
        return Finding.combined(
                        operator,
                        answers.stream()
                                .map(answer -> new Finding(answer, "as found"))
                                .toList())
                .answer();
    }
}
