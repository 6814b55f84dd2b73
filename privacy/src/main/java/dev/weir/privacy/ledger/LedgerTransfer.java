package dev.weir.privacy.ledger;

import java.util.Optional;

/**
 * A transfer and what has become of it.
 *
 * @param reservation the entry that reserved it
 * @param transfer what it reserved
 * @param end the entry that completed or voided it; empty while it is open
 */
public record LedgerTransfer(LedgerEntry reservation, Transfer transfer, Optional<LedgerEntry> end) {
    /** The reservation's id. */
    public String id() {
        return reservation.id();
    }

    /** What has become of it. */
    public State state() {
        return end.map(entry -> entry.event() instanceof LedgerEntry.Voided ? State.VOIDED : State.COMPLETED)
                .orElse(State.OPEN);
    }

    /** SHA-256 of the copy's manifest; empty while the transfer is open, and where it is void. */
    public Optional<String> manifestSha256() {
        return end.flatMap(entry -> entry.event() instanceof LedgerEntry.Completed completed
                ? Optional.of(completed.manifestSha256())
                : Optional.empty());
    }

    /** Whether its people count. */
    public boolean counts() {
        return state() != State.VOIDED && transfer.people().counts().standing().counts();
    }

    /** What has become of a transfer. */
    public enum State {
        /** Reserved; whether the copy is whole is not stated. Its people count. */
        OPEN,
        /** The copy is whole. */
        COMPLETED,
        /** There is no copy; its people do not count. */
        VOIDED
    }
}
