package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.log.SampleRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RebaseTest {

    private final List<String> told = new ArrayList<>();

    @Test
    void beginsAgainThreeTimesAtMost() {
        assertThat(Rebase.until(Rebase.Soundness.SOUND, outrun(3))).isEqualTo("released");
        assertThat(told)
                .containsExactly(
                        "Another run published clinical@1 first: this one begins again on it (1 of 3).",
                        "Another run published clinical@2 first: this one begins again on it (2 of 3).",
                        "Another run published clinical@3 first: this one begins again on it (3 of 3).");
        told.clear();
        assertThatThrownBy(() -> Rebase.until(Rebase.Soundness.SOUND, outrun(4)))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems()).extracting(Problem::code).containsExactly(Code.REBASE))
                .hasMessageContaining("4 times, the last clinical@4");
        assertThat(told).hasSize(3);
    }

    @Test
    void doesNotBeginAgainWhereThatIsNotSound() {
        assertThatThrownBy(() -> Rebase.until(Rebase.Soundness.UNSOUND, outrun(1)))
                .isInstanceOf(ProblemsException.class)
                .hasMessage(lost(1).getMessage());
        assertThat(told).isEmpty();
    }

    /** An attempt that is outrun a number of times. */
    private Function<List<String>, String> outrun(int times) {
        List<List<String>> attempts = new ArrayList<>();
        return first -> {
            told.addAll(first);
            attempts.add(first);
            if (attempts.size() > times) {
                return "released";
            }
            throw new NumberTakenException(
                    SampleRelease.of("clinical", attempts.size(), Optional.empty(), "rival", List.of(), List.of()),
                    lost(attempts.size()));
        };
    }

    private static ProblemsException lost(int number) {
        return ProblemsException.of(
                Code.CONFLICT, Place.of("releases"), "clinical@" + number + " was first", "", "run");
    }
}
