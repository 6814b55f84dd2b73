package dev.weir.releases.acts;

import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.Actor;
import dev.weir.contracts.text.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that a second person has to approve.
 *
 * @param number of its entry in the log
 * @param maker who asked
 * @param event what, and on what grounds
 * @param approver who has approved it; empty where it is not approved
 * @param begun whether what it asks for was begun
 * @param isLost whether the log was restored after a loss since then
 */
public record ActRequest(
        long number,
        Instant at,
        Actor maker,
        ActEvent.Requested event,
        Optional<Actor> approver,
        boolean begun,
        boolean isLost) {

    /** How long it can be approved and, but for a waiver, carried out. */
    public static final Duration TERM = Duration.ofDays(7);

    /** What becomes of a request. */
    public enum State implements Word {
        /** It waits for a second person. */
        WAITS,
        /** It is approved, and can be carried out. */
        APPROVED,
        /** It was carried out. */
        USED,
        /** Its time is over, or the log was restored since. */
        ENDED
    }

    static ActRequest of(long number, LoggedAct entry, ActEvent.Requested event) {
        return new ActRequest(number, entry.at(), entry.actor(), event, Optional.empty(), false, false);
    }

    ActRequest approvedBy(Actor second) {
        return new ActRequest(number, at, maker, event, Optional.of(second), begun, isLost);
    }

    ActRequest carriedOut() {
        return new ActRequest(number, at, maker, event, approver, true, isLost);
    }

    ActRequest lost() {
        return new ActRequest(number, at, maker, event, approver, begun, true);
    }

    public ActDetails asked() {
        return event.asked();
    }

    /** From when on it cannot be approved. */
    public Instant ends() {
        return at.plus(TERM);
    }

    /** What has become of it. A waiver lasts until its own day, and may be written again. */
    public State state(Instant now) {
        boolean isWaiver = asked().act() == Act.WAIVE;
        if (begun && !isWaiver) {
            return State.USED;
        }
        if (isLost && !(isWaiver && approver.isPresent())) {
            return State.ENDED;
        }
        if (approver.isPresent() && isWaiver) {
            return begun ? State.USED : State.APPROVED;
        }
        if (now.isAfter(ends())) {
            return State.ENDED;
        }
        return approver.isPresent() ? State.APPROVED : State.WAITS;
    }

    /** Whether it can be carried out. */
    public boolean isReady(Instant now) {
        State state = state(now);
        return state == State.APPROVED || (state == State.USED && asked().act() == Act.WAIVE);
    }
}
