package dev.weir.jobs.release;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;

/** What people are told of a release after the newest in the log: it was there, since something else names it. */
final class LostManifest {

    private LostManifest() {}

    /** @param witness what names it, as the beginning of a sentence */
    static ProblemsException of(String place, String product, long number, String witness) {
        return ProblemsException.of(
                Code.RELEASE_MISSING,
                Place.of(place),
                "The manifest of " + product + "@" + number + " is missing",
                witness + ", and a manifest is never removed; the next release would get its number and its names",
                "Restore it from a copy.");
    }
}
