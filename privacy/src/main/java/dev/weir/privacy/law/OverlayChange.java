package dev.weir.privacy.law;

import dev.weir.contracts.Place;
import dev.weir.contracts.text.Word;

/**
 * A difference of a workspace's overlay from the pack that ships.
 *
 * @param section of the pack, such as {@code thresholds}
 * @param id of the entry
 * @param field of the entry
 * @param values before and after
 * @param direction whether more or less may go
 * @param because why
 * @param place where it is written
 */
public record OverlayChange(
        String section, String id, String field, Values values, Direction direction, String because, Place place) {
    /**
     * The texts of a field.
     *
     * @param before in the pack; empty where the entry is new
     * @param after in the overlay
     */
    public record Values(String before, String after) {}

    /** Which way a change goes. */
    public enum Direction implements Word {
        /** More may go. */
        LAXER,
        /** Less may go. */
        STRICTER,
        /** The texts alone do not show it. */
        OPEN
    }
}
