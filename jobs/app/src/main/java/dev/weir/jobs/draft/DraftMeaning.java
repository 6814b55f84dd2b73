package dev.weir.jobs.draft;

/**
 * What a column is about.
 *
 * @param category its code in law
 * @param isDropped whether it is released under {@code weirMask: drop} and not under its category's mask
 * @param sure how sure that is
 * @param because what speaks for it: a clause
 */
record DraftMeaning(String category, boolean isDropped, Sure sure, String because) {

    enum Sure {
        /** The values, or the name without a doubt. */
        SURE,
        /** A person should look. */
        LIKELY,
        /** Nothing speaks for anything: the careful answer is taken. */
        THIN,
        SAID
    }
}
