package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values are those of an identifier elsewhere is that identifier, whatever it is called, and however few values it
 * has: it gets the other one's category, and so its pseudonyms.
 */
record LinkedIdentifiers(Discovery discovery, Map<String, DescribedLayout> files) {

    /** Of two codes it is no wonder that others have them. */
    private static final int FEWEST = 3;

    /** Shorter whole numbers count and measure. */
    private static final int SHORTEST_NUMBER = 5;

    /** Of a column's numbers so many may be none of the identifier's: others count and measure. */
    private static final double MOST_OTHER_NUMBERS = DraftKeyFinder.MOST_ORPHANS;

    /** Codes that are half a person's are not another's: controls and blanks stand among them. */
    private static final double MOST_OTHER_CODES = 0.5;

    private static final double MOST_CODED = 0.8;

    private static final List<Sure> SURENESS = List.of(Sure.SAID, Sure.SURE, Sure.LIKELY, Sure.THIN);

    /** A column of a table. */
    private record Identifier(DraftTable table, DraftColumn column) {

        ColumnProfile profile() {
            return table.profileOf(column);
        }

        String category() {
            return column.meaning().category();
        }

        /** Whether more speaks for what it is: a person's word, its values or its name, and that it is an identifier at all. */
        boolean surer(Identifier other) {
            return Comparator.comparing((Identifier each) -> !DraftKeyFinder.NUMBERS.contains(each.category()))
                            .thenComparing(each ->
                                    SURENESS.indexOf(each.column().meaning().sure()))
                            .thenComparing(each -> each.profile().isRepeated())
                            .compare(this, other)
                    <= 0;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identifier identifier
                    && identifier.table().name().equals(table.name())
                    && identifier.column().name().equals(column.name());
        }

        @Override
        public int hashCode() {
            return Objects.hash(table.name(), column.name());
        }
    }

    /** The tables, after what their columns are about was proposed, and people have answered. */
    List<DraftTable> of(List<DraftTable> tables) {
        List<Identifier> identifiers = new ArrayList<>();
        List<Identifier> candidates = new ArrayList<>();
        for (DraftTable table : tables) {
            for (DraftColumn column : table.columns()) {
                Identifier each = new Identifier(table, column);
                if (DraftKeyFinder.NUMBERS.contains(each.category())
                        && DraftKeyFinder.isPlain(column.type().type())) {
                    identifiers.add(each);
                }
                if (mayBeIdentifier(each)) {
                    candidates.add(each);
                }
            }
        }
        Map<Identifier, Identifier> surest = new HashMap<>();
        for (Identifier candidate : candidates) {
            for (Identifier other : identifiers) {
                boolean isJoined = root(surest, candidate).equals(root(surest, other));
                if (!isJoined && areOf(candidate, other)) {
                    join(surest, candidate, other);
                }
            }
        }
        return tables.stream()
                .map(table -> table.with(column -> {
                    Identifier own = new Identifier(table, column);
                    Identifier other = root(surest, own);
                    boolean isSame = other.category().equals(own.category());
                    return isSame || column.meaning().sure() == Sure.SAID ? column : column.meant(like(other));
                }))
                .toList();
    }

    private static DraftMeaning like(Identifier other) {
        return DraftMeaning.of(
                other.category(),
                other.column().meaning().sure(),
                "its values are those of " + other.table().name() + "."
                        + other.column().name());
    }

    /** Two columns of one identifier: both have the category of the surer one, and so all that either is one with. */
    private static void join(Map<Identifier, Identifier> surest, Identifier one, Identifier other) {
        Identifier first = root(surest, one);
        Identifier second = root(surest, other);
        if (!first.equals(second)) {
            boolean isFirst = first.surer(second);
            surest.put(isFirst ? second : first, isFirst ? first : second);
        }
    }

    private static Identifier root(Map<Identifier, Identifier> surest, Identifier of) {
        Identifier root = of;
        for (Identifier next = surest.get(root); next != null; next = surest.get(root)) {
            root = next;
        }
        return root;
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
        double mostOthers =
                own.column().type().type() instanceof ValueType.Text ? MOST_OTHER_CODES : MOST_OTHER_NUMBERS;
        if (other.profile().distinct().isPresent()) {
            return own.profile().distinct().isPresent() && own.profile().within(other.profile()) >= 1 - mostOthers;
        }
        boolean areWritten =
                own.profile().leadingZeros() == 0 && other.profile().leadingZeros() == 0;
        if (areWritten && !own.profile().mayBeWithin(other.profile())) {
            return false;
        }
        long orphans = discovery.orphans(
                described(own),
                own.table().place(own.column().name()),
                described(other),
                other.table().place(other.column().name()));
        return orphans <= mostOthers * own.profile().values();
    }

    private DescribedLayout described(Identifier column) {
        return Objects.requireNonNull(files.get(column.table().name()));
    }
}
