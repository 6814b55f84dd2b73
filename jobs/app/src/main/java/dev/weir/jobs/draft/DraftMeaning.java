package dev.weir.jobs.draft;

/**
 * What a column is about.
 *
 * @param category its code in law
 * @param treatment what is done to its values
 * @param sure how sure that is
 * @param because what speaks for it: a clause
 * @param against what speaks against releasing its values
 * @param link the identifier whose codes its values are
 */
record DraftMeaning(String category, Treatment treatment, Sure sure, String because, Against against, Link link) {

    /** Of a column with values of its own. */
    DraftMeaning(String category, Treatment treatment, Sure sure, String because, Against against) {
        this(category, treatment, sure, because, against, Link.NONE);
    }

    /**
     * An identifier in a table.
     *
     * @param isAlike whether its codes are written as those are: others have other pseudonyms, and move by other days
     */
    record Link(String table, String column, boolean isAlike) {
        static final Link NONE = new Link("", "", true);

        boolean isOf(DraftTable other, DraftColumn each) {
            return other.name().equals(table) && each.name().equals(column);
        }
    }

    /** What is done to the values of a column. */
    enum Treatment {
        /** What its category's mask in law does. */
        BY_LAW,
        /** What is found in its texts is redacted: {@code weirMask: { method: redact, extent: spans }}. */
        REDACTED,
        /** Its dates are released as months: {@code weirMask: { method: generalise, to: month }}. */
        MONTHS,
        /** The same, since the dates of these people are months in another column. */
        MONTHS_WITH_OTHERS,
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

    enum Against {
        /** Nothing but ignorance: they stay where each belongs to many people. */
        IGNORANCE,
        /** What the column is called, and its category. */
        CATEGORY,
        /** They look like people's. */
        VALUES
    }

    /** Of a column whose category's mask is right for it. */
    static DraftMeaning of(String category, Sure sure, String because) {
        return new DraftMeaning(category, Treatment.BY_LAW, sure, because, Against.CATEGORY);
    }

    /** The same, whose values stay where each belongs to many people. */
    DraftMeaning open() {
        return new DraftMeaning(category, treatment, sure, because, Against.IGNORANCE, link);
    }

    DraftMeaning treated(Treatment other, String andBecause) {
        return new DraftMeaning(category, other, sure, because + andBecause, against, link);
    }

    /** The same with another's category and treatment: it refers to that. */
    DraftMeaning like(DraftMeaning other) {
        return new DraftMeaning(other.category, other.treatment, sure, because, other.against, link);
    }

    /** The same, whose values look like people's. */
    DraftMeaning shown() {
        return new DraftMeaning(category, treatment, sure, because, Against.VALUES, link);
    }

    /** The same, whose values are the codes of an identifier. */
    DraftMeaning linkedTo(Link other) {
        return new DraftMeaning(category, treatment, sure, because, against, other);
    }

    /** Why its dates are months: a clause. */
    String whyInMonths() {
        return because.substring(because.lastIndexOf("in months, "));
    }

    /** Whether its dates are months by themselves: others follow them. */
    boolean isInMonthsItself() {
        return treatment == Treatment.MONTHS;
    }

    /** Whether its dates are months, whatever for. */
    boolean isInMonths() {
        return treatment == Treatment.MONTHS || treatment == Treatment.MONTHS_WITH_OTHERS;
    }

    boolean isOpen() {
        return against == Against.IGNORANCE;
    }

    boolean isDropped() {
        return treatment == Treatment.DROPPED;
    }
}
