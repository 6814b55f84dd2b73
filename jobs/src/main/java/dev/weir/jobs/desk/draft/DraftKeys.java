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
 */
record DraftKeys(Optional<String> primary, Optional<String> subject, String because, List<DraftReference> references) {

    static final DraftKeys NONE = new DraftKeys(Optional.empty(), Optional.empty(), "", List.of());

    DraftKeys {
        references = List.copyOf(references);
    }

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
