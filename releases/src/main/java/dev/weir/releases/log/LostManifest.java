package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;

/** The problem that a release is missing after the newest of the log: something else names it, so it existed. */
public final class LostManifest {

    private LostManifest() {}

    /** @param witness what names it, as the beginning of a sentence */
    public static ProblemsException of(String place, String product, long number, String witness) {
        return ProblemsException.of(
                Code.RELEASE_MISSING,
                Place.of(place),
                "The manifest of " + product + "@" + number + " is missing",
                witness + ", and a manifest is never removed; the next release would get its number and its names",
                "Restore it from a copy.");
    }

    /** The problem that the log calls a number void that tables hold: both cannot be. */
    public static ProblemsException disowned(String place, String product, long number) {
        return ProblemsException.of(
                Code.RELEASE_MISSING,
                Place.of(place),
                "Tables of the product hold " + product + "@" + number + ", and the log says that nobody released it",
                "its manifest was replaced, or a run that was taken for dead has written once more",
                "Look into a copy of the log. If the manifest is there, restore it and remove '" + number
                        + ".void' beside it; if it is not, restore the product's tables from a copy.");
    }
}
