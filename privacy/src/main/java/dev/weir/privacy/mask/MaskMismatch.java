package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Why a mask cannot be done to a column.
 *
 * @param what goes on after the column's name
 * @param why a clause
 * @param remedy an imperative
 */
public record MaskMismatch(String what, String why, String remedy) {

    public MaskMismatch {
        requireNonNull(what, "what");
        requireNonNull(why, "why");
        requireNonNull(remedy, "remedy");
    }

    /** As masks answer. */
    public static Optional<MaskMismatch> because(String what, String why, String remedy) {
        return Optional.of(new MaskMismatch(what, why, remedy));
    }
}
