package dev.weir.jobs.export;

import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.gate.CopyMask;
import dev.weir.privacy.ledger.PeopleCount.Kind;
import dev.weir.privacy.ledger.Transfer.SentColumn;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.kind.Keep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A released column and what becomes of it in a copy.
 *
 * @param released as the release has it
 * @param kind whether it is personal information, and sensitive; empty when it is none
 * @param copied what is done to the released values
 */
record PlannedColumn(ReleasedColumn released, Optional<Kind> kind, CopyMask.Leaves copied) {
    String name() {
        return released.name();
    }

    /** What is done to the released values, one after the other. */
    List<Mask> masks() {
        return copied.masks();
    }

    boolean sent() {
        return copied.isSent();
    }

    /** Whether its values carry information: neither NULL nor a constant stands in every row. */
    boolean says() {
        return copied.says() && Mask.of(released).filter(Mask::leavesNothing).isEmpty();
    }

    /** As the ledger keeps it. */
    SentColumn described() {
        boolean text = masks().stream().anyMatch(mask -> mask.outcome() == Mask.Outcome.TEXT);
        Stream<String> done = masks().isEmpty()
                ? Stream.of(Keep.METHOD.word())
                : masks().stream().map(Mask::display);
        return new SentColumn(
                name(),
                text ? "text" : released.type(),
                released.category(),
                Stream.concat(Stream.of(released.mask().method()), done).collect(Collectors.joining(", ")));
    }
}
