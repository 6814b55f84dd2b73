package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.Discovery.Pair;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Columns whose values stand within an identifier of the same row, whatever they are called: the last four digits of a record
 * number, the surname of a name. They are dropped, but for those that many of the identifier's values have in common, such as the
 * code of a site.
 */
record NumberParts(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {

    private static final double NEARLY_ALL = 0.9;

    /** A part of fewer characters stands in a number by chance. */
    private static final int SHORTEST = 3;

    private static final int LONGEST = 17;

    /** Fewer different values are those of groups. */
    private static final int FEWEST = 10;

    /** So many of the identifier's values share a part, on average, where it is that of a group. */
    private static final int SHARING = 20;

    /** A table, after it is known what is released of it. */
    DraftTable without(DraftTable table) {
        List<Pair> pairs = new ArrayList<>();
        for (DraftColumn part : table.columns()) {
            for (DraftColumn whole : table.columns()) {
                if (mayBePart(table, part, whole)) {
                    pairs.add(new Pair(table.place(part.name()), table.place(whole.name())));
                }
            }
        }
        if (pairs.isEmpty()) {
            return table;
        }
        List<Double> shares = discovery.within(Objects.requireNonNull(files.get(table.name())), pairs);
        Map<Integer, String> parts = new HashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            if (shares.get(i) >= NEARLY_ALL) {
                parts.putIfAbsent(
                        pairs.get(i).part(),
                        table.columns().get(pairs.get(i).whole()).name());
            }
        }
        return table.with(column -> {
            String whole = parts.get(table.place(column.name()));
            return whole == null
                    ? column
                    : column.with(column.meaning()
                            .treated(Treatment.DROPPED, "; dropped, since its values are parts of those of " + whole)
                            .shown());
        });
    }

    private boolean mayBePart(DraftTable table, DraftColumn part, DraftColumn whole) {
        // M0012 is in M0012-01, and both are a mouse's
        boolean isAnimals = part.meaning().category().equals("NONE") && AnimalTables.isNumberOfAnimals(table, part);
        if (part.equals(whole) || isAnimals || !isKept(part) || !isOfPeople(whole)) {
            return false;
        }
        ColumnProfile parts = table.profileOf(part);
        ColumnProfile wholes = table.profileOf(whole);
        boolean isName = whole.meaning().category().equals("NAME");
        int longest = parts.longest();
        return (isName ? longest >= 1 : longest >= SHORTEST)
                && longest <= LONGEST
                && longest < wholes.longest()
                && isOfFew(parts, wholes);
    }

    private static boolean isOfFew(ColumnProfile parts, ColumnProfile wholes) {
        int few = parts.distinct().orElse(Integer.MAX_VALUE);
        return few >= FEWEST
                && (wholes.distinct().isEmpty() || few >= wholes.distinct().get() / SHARING);
    }

    private boolean isKept(DraftColumn column) {
        ValueType type = column.type().released();
        return column.meaning().sure() != Sure.SAID
                && meanings.keeps(column)
                && (type instanceof ValueType.Text || type instanceof ValueType.Whole);
    }

    /** Numbers of people, and names. */
    private static boolean isOfPeople(DraftColumn column) {
        String category = column.meaning().category();
        return column.type().type() instanceof ValueType.Text
                && (DraftKeyFinder.NUMBERS.contains(category)
                        || category.equals("NAME")
                        || category.equals("PHONE")
                        || category.equals("BANK"));
    }
}
