package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A column whose values are those of an identifier elsewhere is that identifier, whatever it is called, and however few values it
 * has: it gets the other one's category, and so its pseudonyms.
 */
record LinkedIdentifiers(Discovery discovery, Map<String, DescribedLayout> files) {

    /** Of two codes it is no wonder that others have them. */
    private static final int FEWEST = 3;

    /** Shorter whole numbers count and measure. */
    private static final int SHORTEST_NUMBER = 5;

    /** Of a column's values so many may be none of the identifier's. */
    private static final double MOST_OTHERS = DraftKeyFinder.MOST_ORPHANS;

    private static final double MOST_CODED = 0.8;

    /** A column of a table. */
    private record Identifier(DraftTable table, DraftColumn column) {

        ColumnProfile profile() {
            return table.profileOf(column);
        }

        String category() {
            return column.meaning().category();
        }
    }

    /** The tables, after what their columns are about was proposed, and people have answered. */
    List<DraftTable> of(List<DraftTable> tables) {
        List<Identifier> identifiers = new ArrayList<>();
        for (DraftTable table : tables) {
            table.columns().stream()
                    .filter(column ->
                            DraftKeyFinder.NUMBERS.contains(column.meaning().category())
                                    && DraftKeyFinder.isPlain(column.type().type()))
                    .forEach(column -> identifiers.add(new Identifier(table, column)));
        }
        // the surest first, and of these the ones that stand once in each row: that of the people's own table
        identifiers.sort(Comparator.comparing(
                        (Identifier each) -> each.column().meaning().sure() == Sure.THIN)
                .thenComparing(each -> each.profile().isRepeated()));
        return tables.stream()
                .map(table -> table.with(column -> linked(table, column, identifiers)))
                .toList();
    }

    private DraftColumn linked(DraftTable table, DraftColumn column, List<Identifier> identifiers) {
        Identifier own = new Identifier(table, column);
        if (!mayBeIdentifier(own)) {
            return column;
        }
        for (Identifier other : identifiers) {
            if (other.table().name().equals(table.name())
                    && other.column().name().equals(column.name())) {
                return column;
            }
            if (areOf(own, other)) {
                return other.category().equals(own.category())
                        ? column
                        : column.meant(DraftMeaning.of(
                                other.category(),
                                other.column().meaning().sure(),
                                "its values are those of " + other.table().name() + "."
                                        + other.column().name()));
            }
        }
        return column;
    }

    private static boolean mayBeIdentifier(Identifier column) {
        ColumnProfile profile = column.profile();
        boolean isMany = profile.distinct().map(count -> count >= FEWEST).orElse(true);
        boolean isCode = column.column().type().type() instanceof ValueType.Text
                ? profile.coded() >= MOST_CODED
                : column.column().type().type() instanceof ValueType.Whole && profile.longest() >= SHORTEST_NUMBER;
        return isMany && isCode && column.column().meaning().sure() != Sure.SAID;
    }

    private boolean areOf(Identifier own, Identifier other) {
        boolean isSameForm = own.profile().longest() <= other.profile().longest() + 1
                && other.profile().longest() <= own.profile().longest() + 1;
        if (!isSameForm || other.profile().values() == 0) {
            return false;
        }
        if (other.profile().distinct().isPresent()) {
            return own.profile().distinct().isPresent() && own.profile().within(other.profile()) >= 1 - MOST_OTHERS;
        }
        long orphans = discovery.orphans(
                described(own),
                own.table().place(own.column().name()),
                described(other),
                other.table().place(other.column().name()));
        return orphans <= MOST_OTHERS * own.profile().values();
    }

    private DescribedLayout described(Identifier column) {
        return Objects.requireNonNull(files.get(column.table().name()));
    }
}
