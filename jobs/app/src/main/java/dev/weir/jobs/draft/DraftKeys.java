package dev.weir.jobs.draft;

import java.util.List;
import java.util.Optional;

/**
 * What identifies the rows of a drafted table, and what they refer to.
 *
 * @param primary of whose columns no values stand twice and none is missing
 * @param unique further columns of which no value stands twice
 * @param subject the column with the person of a row
 * @param because why that column, or what follows from there being none: a clause; empty where nothing is about people
 * @param references to other drafted tables
 * @param noReferences columns that might refer to one, and do not
 * @param notTaken keys that are declared and not taken over, and why: sentences without a full stop
 */
record DraftKeys(
        Optional<PrimaryKey> primary,
        List<String> unique,
        Optional<String> subject,
        String because,
        List<DraftReference> references,
        List<NoReference> noReferences,
        List<String> notTaken) {

    static final DraftKeys NONE = ofPrimary(Optional.empty());

    DraftKeys {
        unique = List.copyOf(unique);
        references = List.copyOf(references);
        noReferences = List.copyOf(noReferences);
        notTaken = List.copyOf(notTaken);
    }

    static DraftKeys ofPrimary(Optional<PrimaryKey> primary) {
        return of(primary, List.of(), List.of());
    }

    static DraftKeys of(Optional<PrimaryKey> primary, List<String> unique, List<String> notTaken) {
        return new DraftKeys(primary, unique, Optional.empty(), "", List.of(), List.of(), notTaken);
    }

    DraftKeys with(List<DraftReference> others, List<NoReference> without) {
        return new DraftKeys(primary, unique, subject, because, others, without, notTaken);
    }

    /** With the column of a row's person, and why: a clause. */
    DraftKeys withSubject(String column, String why) {
        return new DraftKeys(primary, unique, Optional.of(column), why, references, noReferences, notTaken);
    }

    /** Where no column has the person of a row, and what follows from it: a clause. */
    DraftKeys withoutSubject(String why) {
        return new DraftKeys(primary, unique, Optional.empty(), why, references, noReferences, notTaken);
    }

    /** With a key that was found. */
    DraftKeys with(PrimaryKey key) {
        return new DraftKeys(Optional.of(key), unique, subject, because, references, noReferences, notTaken);
    }

    /** Where there is no key, and why: a sentence without its full stop. */
    DraftKeys without(String why) {
        return new DraftKeys(primary, unique, subject, because, references, noReferences, List.of(why));
    }

    /** The primary key, where it is one column. */
    Optional<String> single() {
        return primary.filter(key -> key.columns().size() == 1)
                .map(key -> key.columns().get(0));
    }

    /** Whether no value of a column stands in two rows. */
    boolean isKey(String column) {
        return single().filter(column::equals).isPresent() || unique.contains(column);
    }

    /**
     * A primary key.
     *
     * @param columns in its order
     * @param because why it is one: a clause
     * @param repeated how many records have the key of another one: they go to quarantine
     * @param isDoubtful whether a person should look
     */
    record PrimaryKey(List<String> columns, String because, long repeated, boolean isDoubtful) {
        PrimaryKey {
            columns = List.copyOf(columns);
        }

        static PrimaryKey of(String column, String because) {
            return new PrimaryKey(List.of(column), because, 0, false);
        }
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
     * @param isDeclared whether the database declares it
     */
    record DraftReference(String column, String table, String key, long orphans, boolean isDeclared) {}
}
