package dev.weir.privacy.gate;

import dev.weir.contracts.DataType;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe.Values;
import dev.weir.privacy.mask.kind.Pseudonymise;
import dev.weir.privacy.mask.kind.Shift;
import java.util.List;
import java.util.Optional;

/**
 * The masks, one after the other, that make of released values what is wanted of them in a copy; none where they stay as they
 * are. What the release made with a key is made anew with the recipient's, so that it cannot be joined with the release or with
 * another copy. Empty where the wanted mask cannot be done to what the release has left.
 */
final class AdditionalMasks {

    /** Further than any date was moved before, so that none is moved back to where it was. */
    static final Mask SHIFTED_AGAIN = new Shift(366);

    private static final DataType DATE = new DataType.Date(Optional.empty());

    private AdditionalMasks() {}

    static Optional<List<Mask>> of(Mask released, Mask asked) {
        if (asked.isConstant()) {
            return Optional.of(List.of(asked));
        }
        // A pseudonym domain that products share would let recipients join, so a copy has none.
        Mask wanted = asked.withoutSharedDomain();
        if (released.isConstant()) {
            return asReleased();
        } else if (released.isForDisplay()) {
            return Optional.empty();
        } else if (released.shifts()) {
            return shifted(wanted);
        } else if (released.made() != Values.WRITTEN) {
            // Nothing is left but which values are equal.
            return Pseudonymise.PLAIN.isAtLeastAsCoarseAs(wanted)
                    ? Optional.of(List.of(Pseudonymise.PLAIN))
                    : Optional.empty();
        } else if (released.isKeyed()) {
            return keyed(released, wanted);
        } else if (wanted.method() == released.method() && !released.searches()) {
            return degree(released, wanted);
        } else if (wanted.keeps()) {
            return asReleased();
        }
        return wanted.shifts() && !released.keeps() ? Optional.empty() : Optional.of(List.of(wanted));
    }

    private static Optional<List<Mask>> asReleased() {
        return Optional.of(List.of());
    }

    private static Optional<List<Mask>> degree(Mask released, Mask wanted) {
        if (released.isAtLeastAsCoarseAs(wanted)) {
            return asReleased();
        }
        return wanted.isAtLeastAsCoarseAs(released) ? Optional.of(List.of(wanted)) : Optional.empty();
    }

    private static Optional<List<Mask>> shifted(Mask wanted) {
        if (wanted.keeps() || wanted.shifts()) {
            return Optional.of(List.of(SHIFTED_AGAIN));
        } else if (wanted.made() != Values.WRITTEN) {
            return Optional.of(List.of(wanted));
        }
        // Whether one of a method that makes dates coarser does so is said by its fit.
        return wanted.takes(DATE) || wanted.readsItsOwn()
                ? Optional.of(List.of(SHIFTED_AGAIN, wanted))
                : Optional.empty();
    }

    private static Optional<List<Mask>> keyed(Mask released, Mask wanted) {
        if (wanted.keeps() || wanted.method() == released.method()) {
            return Optional.of(List.of(released));
        } else if (wanted.made() != Values.WRITTEN) {
            return Optional.of(List.of(wanted));
        }
        return wanted.shifts() ? Optional.empty() : Optional.of(List.of(released, wanted));
    }
}
