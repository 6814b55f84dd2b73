package dev.weir.privacy.law;

import dev.weir.contracts.TransferMechanism;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A mechanism that covers this transfer.
 *
 * @param type which
 * @param lastValidDay it is held on this day and no longer
 */
public record HeldMechanism(TransferMechanism.Type type, LocalDate lastValidDay) implements Comparable<HeldMechanism> {

    private static final Comparator<HeldMechanism> ORDER =
            Comparator.comparing(HeldMechanism::type).thenComparing(HeldMechanism::lastValidDay);

    /** Whether it is held on a day. */
    public boolean isHeldOn(LocalDate day) {
        return !lastValidDay.isBefore(day);
    }

    @Override
    public int compareTo(HeldMechanism other) {
        return ORDER.compare(this, other);
    }

    /** {@code TYPE@lastValidDay}. */
    @Override
    public String toString() {
        return type + "@" + lastValidDay;
    }
}
