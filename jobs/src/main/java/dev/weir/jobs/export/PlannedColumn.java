package dev.weir.jobs.export;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.ledger.PeopleCount.Kind;
import dev.weir.privacy.ledger.Transfer.SentColumn;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.Optional;

/**
 * A released column and what becomes of it in a copy.
 *
 * @param released as the release has it
 * @param kind whether it is personal information, and sensitive; empty when it is none
 * @param mask what is done to the released values
 */
record PlannedColumn(ReleasedColumn released, Optional<Kind> kind, Mask mask) {

    PlannedColumn {
        requireNonNull(released, "released");
        requireNonNull(kind, "kind");
        requireNonNull(mask, "mask");
    }

    String name() {
        return released.name();
    }

    /** Whether the copy has the column. */
    boolean sent() {
        return mask.outcome() != Mask.Outcome.NONE;
    }

    /** Whether a value of it says something: neither NULL nor a constant stands in every row. */
    boolean says() {
        return sent()
                && !released.mask().equals(MaskMethod.NULLIFY.word())
                && !(mask instanceof Mask.Nullify)
                && !(mask instanceof Mask.Redact redact && redact.extent() == Mask.Redact.Extent.WHOLE);
    }

    /** As the ledger keeps it. */
    SentColumn described() {
        String type = mask.outcome() == Mask.Outcome.TEXT ? "text" : released.type();
        return new SentColumn(
                name(),
                type,
                released.category(),
                released.mask() + ", " + mask.method().word());
    }
}
