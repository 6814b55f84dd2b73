package dev.weir.releases.history;

import static dev.weir.releases.history.LogOperation.Kind.FENCED;
import static dev.weir.releases.history.LogOperation.Kind.LOST;
import static dev.weir.releases.history.LogOperation.Kind.NEWEST;
import static dev.weir.releases.history.LogOperation.Kind.PUBLISHED;
import static dev.weir.releases.history.LogOperation.Kind.READ;
import static dev.weir.releases.history.LogOperation.Kind.REFUSED;
import static dev.weir.releases.history.LogOperation.Kind.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge of histories must itself be judged. */
class LinearizabilityTest {

    private static final long NEVER = Long.MAX_VALUE;

    @Test
    void acceptsOneAfterTheOther() {
        assertThat(holds(
                        op(NEWEST, 0, 1, 0, ""),
                        op(PUBLISHED, 2, 3, 1, "a"),
                        op(NEWEST, 4, 5, 1, "a"),
                        op(REFUSED, 6, 7, 1, "a"),
                        op(READ, 8, 9, 2, ""),
                        op(PUBLISHED, 10, 11, 2, "b"),
                        op(READ, 12, 13, 1, "a")))
                .isTrue();
    }

    @Test
    void acceptsThatAnOverlappingReadSeesEitherSide() {
        assertThat(holds(op(PUBLISHED, 0, 9, 1, "a"), op(NEWEST, 1, 2, 0, ""))).isTrue();
        assertThat(holds(op(PUBLISHED, 0, 9, 1, "a"), op(NEWEST, 1, 2, 1, "a"))).isTrue();
        // refused before the winner has its answer
        assertThat(holds(op(PUBLISHED, 0, 9, 1, "a"), op(REFUSED, 1, 2, 1, "a")))
                .isTrue();
    }

    @Test
    void rejectsThatAReadGoesBack() {
        assertThat(holds(op(PUBLISHED, 0, 9, 1, "a"), op(NEWEST, 1, 2, 1, "a"), op(NEWEST, 3, 4, 0, "")))
                .isFalse();
    }

    @Test
    void rejectsAReadThatDoesNotSeeWhatWasPublishedBefore() {
        assertThat(holds(op(PUBLISHED, 0, 1, 1, "a"), op(NEWEST, 2, 3, 0, ""))).isFalse();
        assertThat(holds(op(PUBLISHED, 0, 1, 1, "a"), op(READ, 2, 3, 1, ""))).isFalse();
    }

    @Test
    void acceptsNumbersThatNobodyReleases() {
        assertThat(holds(
                        op(PUBLISHED, 0, 1, 1, "a"),
                        op(FENCED, 2, 3, 2, ""),
                        op(FENCED, 4, 5, 2, ""),
                        op(FENCED, 6, 7, 1, "a"),
                        op(TAKEN, 8, 9, 2, "b"),
                        op(READ, 10, 11, 2, ""),
                        op(NEWEST, 12, 13, 1, "a"),
                        op(PUBLISHED, 14, 15, 3, "b"),
                        op(NEWEST, 16, 17, 3, "b")))
                .isTrue();
    }

    @Test
    void rejectsThatAFencedNumberIsReleased() {
        assertThat(holds(op(FENCED, 0, 1, 1, ""), op(PUBLISHED, 2, 3, 1, "a"))).isFalse();
        assertThat(holds(op(PUBLISHED, 0, 1, 1, "a"), op(FENCED, 2, 3, 1, ""))).isFalse();
        assertThat(holds(op(TAKEN, 0, 1, 1, "a"))).isFalse();
    }

    @Test
    void rejectsTwoWinnersOfOneNumber() {
        assertThat(holds(op(PUBLISHED, 0, 9, 1, "a"), op(PUBLISHED, 1, 8, 1, "b")))
                .isFalse();
    }

    @Test
    void rejectsARefusalWithoutAWinnerAndOneThatNamesAnother() {
        assertThat(holds(op(REFUSED, 0, 1, 1, "a"))).isFalse();
        assertThat(holds(op(PUBLISHED, 0, 1, 1, "a"), op(REFUSED, 2, 3, 1, "b")))
                .isFalse();
    }

    @Test
    void rejectsAReleaseThatChanges() {
        assertThat(holds(
                        op(PUBLISHED, 0, 1, 1, "a"),
                        op(READ, 2, 3, 1, "a"),
                        op(LOST, 4, NEVER, 1, "b"),
                        op(READ, 5, 6, 1, "b")))
                .isFalse();
    }

    @Test
    void takesALostAnswerForEitherEndingAndForALateOne() {
        assertThat(holds(op(LOST, 0, NEVER, 1, "a"), op(NEWEST, 1, 2, 0, ""))).isTrue();
        assertThat(holds(op(LOST, 0, NEVER, 1, "a"), op(NEWEST, 1, 2, 1, "a"))).isTrue();
        assertThat(holds(op(LOST, 0, NEVER, 1, "a"), op(NEWEST, 1, 2, 0, ""), op(NEWEST, 3, 4, 1, "a")))
                .isTrue();
        // a call that has not been made yet has no effect
        assertThat(holds(op(NEWEST, 0, 1, 1, "a"), op(LOST, 2, NEVER, 1, "a"))).isFalse();
    }

    @Test
    void saysWhereAHistoryBreaks() {
        List<LogOperation> history =
                List.of(op(PUBLISHED, 0, 1, 1, "a"), op(NEWEST, 2, 3, 1, "a"), op(NEWEST, 4, 5, 0, ""));
        assertThat(Linearizability.holdsUntil(List.of(), history)).isEqualTo(2);
    }

    private static LogOperation op(LogOperation.Kind kind, long called, long answered, long number, String run) {
        return new LogOperation(kind, called, answered, number, run);
    }

    private static boolean holds(LogOperation... history) {
        return Linearizability.holds(List.of(), List.of(history));
    }
}
