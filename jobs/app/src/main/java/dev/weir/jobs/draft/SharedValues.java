package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Against;
import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.Discovery.Shared;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Columns of which nothing but ignorance speaks against their values keep them where each value is one of many people: what
 * five of them share points to none of them. Texts of which a few are rarer are searched for what identifies.
 */
record SharedValues(Discovery discovery, Map<String, DescribedLayout> files, List<DraftMeaning.Link> links) {

    /** The fewest people of a group that is shown as one: the smallest cell that statistics of health are usually published with. */
    private static final int PEOPLE = 5;

    /** Of the rows with a value, so many have one of many people. */
    private static final double NEARLY_ALL = 0.95;

    private static final int LONG = 40;

    /** A table whose rows' people are known. */
    DraftTable of(DraftTable table) {
        Optional<DraftColumn> subject =
                table.keys().subject().flatMap(table::column).or(() -> saidToBeNoPerson(table));
        List<DraftColumn> open = table.columns().stream()
                .filter(column -> column.meaning().isOpen()
                        // sequences that many share are a family's, too
                        && !column.meaning().category().equals("GENE")
                        // what is a pseudonym in another table is one here
                        && links.stream().noneMatch(link -> link.isOf(table, column))
                        && !table.keys().isKey(column.name())
                        && !subject.equals(Optional.of(column))
                        && table.keys().references().stream()
                                .noneMatch(reference -> reference.column().equals(column.name())))
                .toList();
        if (subject.isEmpty()) {
            return table.with(
                    column -> open.contains(column) && isOfMany(table, column) ? column.with(keptOfMany()) : column);
        }
        if (open.isEmpty()) {
            return table;
        }
        List<Integer> places =
                open.stream().map(column -> table.place(column.name())).toList();
        Map<Integer, Shared> shared = discovery.shared(
                Objects.requireNonNull(files.get(table.name())),
                places,
                table.place(subject.get().name()),
                PEOPLE);
        return table.with(column -> Optional.ofNullable(shared.get(table.place(column.name())))
                .filter(found -> open.contains(column) && found.share() >= NEARLY_ALL)
                .map(found -> column.with(kept(table, column, found)))
                .orElse(column));
    }

    /**
     * A number that `--about` has called no person's: what is shared by five of them stays as before, since no other column tells
     * whose a row is.
     */
    private static Optional<DraftColumn> saidToBeNoPerson(DraftTable table) {
        return table.columns().stream()
                .filter(column -> column.isSaid()
                        && column.meaning().category().equals("NONE")
                        && (KeySign.isCalledKey(column.label())
                                || (column.type().type() instanceof ValueType.Text
                                        && table.profileOf(column).coded() >= NEARLY_ALL)))
                .max(Comparator.comparingInt(
                        column -> table.profileOf(column).distinct().orElse(Integer.MAX_VALUE)));
    }

    /** Whether it is called as makes or departments are, and each of them has several rows, as in a ledger of devices. */
    private static boolean isOfMany(DraftTable table, DraftColumn column) {
        KeySign sign = KeySign.of(table, column);
        boolean isCalled = sign == KeySign.OF_BRANDS || sign == KeySign.OF_DEPARTMENTS;
        return isCalled
                && column.meaning().isDropped()
                && column.type().released() instanceof ValueType.Text
                && table.profileOf(column)
                        .distinct()
                        .filter(distinct -> distinct <= table.profileOf(column).values() / PEOPLE)
                        .isPresent();
    }

    private static DraftMeaning keptOfMany() {
        return new DraftMeaning(
                "HEALTH",
                Treatment.REDACTED,
                Sure.LIKELY,
                "it is called as makes and departments are, and each has several rows; what is found in them is redacted",
                Against.CATEGORY);
    }

    private static DraftMeaning kept(DraftTable table, DraftColumn column, Shared shared) {
        DraftMeaning meaning = column.meaning();
        boolean isUnknown =
                meaning.category().equals("TEXT") || meaning.category().equals("MRN");
        boolean isSearched = column.type().released() instanceof ValueType.Text
                && (shared.rare() > 0
                        || (table.profileOf(column).mayNameWithin()
                                && !ColumnMeanings.namesThings(KeySign.of(table, column), table.profileOf(column)))
                        || table.profileOf(column).longest() > LONG
                        || (meaning.category().equals("TEXT") && meaning.sure() != Sure.THIN));
        return new DraftMeaning(
                isUnknown ? "HEALTH" : meaning.category(),
                isSearched ? Treatment.REDACTED : Treatment.BY_LAW,
                Sure.LIKELY,
                "each value belongs to " + PEOPLE + " people and more"
                        + (shared.rare() == 0 ? "" : ", but for " + DraftText.count(shared.rare(), "row"))
                        + (isSearched ? "; what is found in them is redacted" : ""),
                Against.CATEGORY);
    }
}
