package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftKeys.DraftReference;
import dev.weir.jobs.draft.DraftKeys.NoReference;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reader of contracts asks of all tables together, when it is known what is released of each: columns that refer to one
 * another have one mask, and a table with anything of people has a subject, or says that none is known.
 */
record SoundTables(ColumnMeanings meanings) {

    /** The tables as a contract can say them: a reference whose ends are treated in two ways is left out, with the reason. */
    List<DraftTable> of(List<DraftTable> tables) {
        return tables.stream()
                .map(table -> withSubject(withReferences(table, tables)))
                .toList();
    }

    private DraftTable withReferences(DraftTable table, List<DraftTable> tables) {
        List<DraftReference> references = new ArrayList<>();
        List<NoReference> without = new ArrayList<>(table.keys().noReferences());
        for (DraftReference reference : table.keys().references()) {
            DraftColumn column = table.column(reference.column()).orElseThrow();
            boolean isOne = tables.stream()
                    .filter(other -> other.name().equals(reference.table()))
                    .allMatch(other -> areTreatedAlike(
                            column, other, other.column(reference.key()).orElseThrow()));
            if (isOne) {
                references.add(reference);
            } else {
                without.add(
                        new NoReference(
                                reference.column(),
                                "its values are keys of " + reference.table() + "." + reference.key()
                                        + ", and the two have different masks: give both one category with --about to join them"));
            }
        }
        return references.size() == table.keys().references().size()
                ? table
                : table.with(table.keys().with(references, without));
    }

    /** Whether masked keys join, or both are as they are, and the key is of a list of things. */
    private boolean areTreatedAlike(DraftColumn column, DraftTable other, DraftColumn key) {
        boolean isSame = column.meaning().category().equals(key.meaning().category())
                && column.meaning().treatment() == key.meaning().treatment();
        return isSame || (isOfThings(other) && meanings.keeps(column) && meanings.keeps(key));
    }

    private static boolean isOfThings(DraftTable table) {
        return table.columns().stream()
                .allMatch(column -> column.meaning().category().equals("NONE"));
    }

    private static DraftTable withSubject(DraftTable table) {
        boolean isSaid = table.subject().isPresent() || !table.keys().because().isEmpty();
        return isSaid || isOfThings(table)
                ? table
                : table.with(table.keys().withoutSubject("no column tells whose a row is"));
    }
}
