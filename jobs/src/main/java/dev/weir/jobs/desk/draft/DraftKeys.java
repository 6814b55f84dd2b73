package dev.weir.jobs.desk.draft;

import java.util.List;
import java.util.Optional;

/**
 * What identifies the rows of a drafted table, and what they refer to.
 *
 * @param primary the column of which no value stands twice and none is missing
 * @param subject the column that says whose a row is
 * @param because why that column: a clause
 * @param references to other drafted tables
 * @param noReferences columns that might refer to one, and do not
 */
record DraftKeys(
        Optional<String> primary,
        Optional<String> subject,
        String because,
        List<DraftReference> references,
        List<NoReference> noReferences) {

    static final DraftKeys NONE = ofPrimary(Optional.empty());

    DraftKeys {
        references = List.copyOf(references);
        noReferences = List.copyOf(noReferences);
    }

    static DraftKeys ofPrimary(Optional<String> primary) {
        return new DraftKeys(primary, Optional.empty(), "", List.of(), List.of());
    }

    DraftKeys with(List<DraftReference> others, List<NoReference> without) {
        return new DraftKeys(primary, subject, because, others, without);
    }

    /** With the column that says whose a row is, and why: a clause. */
    DraftKeys withSubject(String column, String why) {
        return new DraftKeys(primary, Optional.of(column), why, references, noReferences);
    }

    /**
     * A reference that is left out.
     *
     * @param column that would refer
     * @param because what it would refer to, and why it does not: a sentence without its full stop
     */
    record NoReference(String column, String because) {}

    /**
     * A reference.
     *
     * @param column that refers
     * @param table that is referred to
     * @param key of that table
     * @param orphans how many rows refer to no row there
     */
    record DraftReference(String column, String table, String key, long orphans) {}
}
