package dev.weir.jobs.draft;

/**
 * What a column is about.
 *
 * @param category its code in law
 * @param treatment what is done to its values
 * @param sure how sure that is
 * @param because what speaks for it: a clause
 * @param isOpen whether nothing but ignorance speaks against its values: they stay where each belongs to many people
 */
record DraftMeaning(String category, Treatment treatment, Sure sure, String because, boolean isOpen) {

    /** What is done to the values of a column. */
    enum Treatment {
        /** What its category's mask in law does. */
        BY_LAW,
        /** What is found in its texts is redacted: {@code weirMask: { method: redact, extent: spans }}. */
        REDACTED,
        /** It is not released: {@code weirMask: drop}. */
        DROPPED
    }

    enum Sure {
        /** The values, or the name without a doubt. */
        SURE,
        /** A person should look. */
        LIKELY,
        /** Nothing speaks for anything: the careful answer is taken. */
        THIN,
        SAID
    }

    /** Of a column whose category's mask is right for it. */
    static DraftMeaning of(String category, Sure sure, String because) {
        return new DraftMeaning(category, Treatment.BY_LAW, sure, because, false);
    }

    /** The same, whose values stay where each belongs to many people. */
    DraftMeaning open() {
        return new DraftMeaning(category, treatment, sure, because, true);
    }

    DraftMeaning treated(Treatment other, String andBecause) {
        return new DraftMeaning(category, other, sure, because + andBecause, isOpen);
    }

    boolean isDropped() {
        return treatment == Treatment.DROPPED;
    }
}
