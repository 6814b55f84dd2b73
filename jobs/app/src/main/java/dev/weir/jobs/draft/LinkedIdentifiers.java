package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Against;
import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.KnownCodes;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values are those of an identifier elsewhere is that identifier, whatever it is called, however few values it has,
 * and however they are written: it gets the other one's category. Where they stand exactly as elsewhere they get the same pseudonyms,
 * too. Texts and lists in which such codes stand are dropped.
 */
record LinkedIdentifiers(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {

    /** Of two codes it is no wonder that others have them. */
    private static final int FEWEST = 3;

    /** Shorter whole numbers count and measure. */
    private static final int SHORTEST_NUMBER = 5;

    /** Longer texts are more than a code. */
    private static final int LONGEST_CODE = 16;

    /** Of a column's numbers so many are the identifier's: others count and measure. */
    private static final double NUMBERS = 1 - DraftKeyFinder.MOST_ORPHANS;

    /** Codes of which fewer are a person's are another's: controls and blanks stand among those of people. */
    private static final double CODES = 0.5;

    /** Codes too long to be a person's by chance. */
    private static final double LONG_CODES = 0.1;

    private static final double MOST_CODED = 0.8;

    /** Of texts so many have a number that is a code, or they have others. */
    private static final double NUMBERED_TEXTS = 0.9;

    private static final String WRITTEN_OTHERWISE = ", written otherwise: its pseudonyms and its days are others";

    private static final List<Sure> SURENESS = List.of(Sure.SAID, Sure.SURE, Sure.LIKELY, Sure.THIN);

    /**
     * What was found.
     *
     * @param tables in their order
     * @param headed those of them whose columns are called as people's codes are, with what is to be done: a clause
     */
    record Linked(List<DraftTable> tables, Map<DraftTable, String> headed) {}

    /** Formats whose records are molecules or sequences: their numbers are in no measurement but by chance. */
    private static final Set<String> OF_THINGS = Set.of("sdf", "fasta");

    /** A column of a table. */
    private record Identifier(DraftTable table, DraftColumn column) {

        ColumnProfile profile() {
            return table.profileOf(column);
        }

        /** A table that is there already is not read again. */
        boolean isRepeated() {
            return !table.profile().columns().isEmpty() && profile().isRepeated();
        }

        String category() {
            return column.meaning().category();
        }

        /** Whether more speaks for what it is: a person's word, its values or its name, and that it is an identifier at all. */
        boolean surer(Identifier other) {
            return Comparator.comparing((Identifier each) -> !DraftKeyFinder.NUMBERS.contains(each.category()))
                            .thenComparing(each ->
                                    SURENESS.indexOf(each.column().meaning().sure()))
                            .thenComparing(Identifier::isRepeated)
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

    /**
     * The tables, after what their columns are about was proposed, and people have answered.
     *
     * @param present tables that the product has already
     */
    Linked of(List<DraftTable> tables, List<DraftTable> present) {
        List<Identifier> identifiers = new ArrayList<>();
        List<Identifier> candidates = new ArrayList<>();
        for (DraftTable table : tables) {
            for (DraftColumn column : table.columns()) {
                Identifier each = new Identifier(table, column);
                if (isIdentifier(each)) {
                    identifiers.add(each);
                }
                if (column.meaning().sure() != Sure.SAID) {
                    candidates.add(each);
                }
            }
        }
        present.forEach(table -> table.keys().single().flatMap(table::column).stream()
                .map(key -> new Identifier(table, key))
                .filter(LinkedIdentifiers::isIdentifier)
                .forEach(identifiers::add));
        Map<Identifier, KnownCodes> known = known(identifiers, candidates);
        Map<Identifier, Identifier> surest = new HashMap<>();
        Map<Identifier, Identifier> held = new HashMap<>();
        Map<Identifier, Identifier> otherwise = new HashMap<>();
        for (Identifier candidate : candidates) {
            for (Identifier other : identifiers) {
                KnownCodes codes = Objects.requireNonNull(known.get(other));
                boolean isJoined = root(surest, candidate).equals(root(surest, other));
                if (!isJoined && (areOf(candidate, codes) || isNumberedLike(candidate, other, codes))) {
                    join(surest, candidate, other);
                } else if (!candidate.equals(other) && isHeldIn(candidate, codes)) {
                    held.putIfAbsent(candidate, other);
                } else if (isWrittenOtherwise(candidate, other, codes) && !candidate.equals(otherwise.get(other))) {
                    otherwise.putIfAbsent(candidate, other);
                }
            }
        }
        List<DraftTable> linked = tables.stream()
                .map(table -> table.with(column -> {
                    Identifier own = new Identifier(table, column);
                    Identifier other = root(surest, own);
                    boolean isOther = !other.category().equals(own.category())
                            || (!other.equals(own) && column.meaning().isOpen());
                    if (column.meaning().sure() == Sure.SAID) {
                        return column;
                    } else if (isOther) {
                        return column.meant(
                                like(other, isAlike(own.profile(), Objects.requireNonNull(known.get(other)))));
                    }
                    Identifier alike = otherwise.get(own);
                    if (alike != null) {
                        return column.with(otherwise(column.meaning(), alike));
                    }
                    Identifier within = other.equals(own) ? held.get(own) : null;
                    return within == null || root(surest, within).equals(own) ? column : column.meant(holding(within));
                }))
                .toList();
        Map<DraftTable, String> headed = new LinkedHashMap<>();
        linked.forEach(table -> known.entrySet().stream()
                .filter(each -> isHeadedBy(table, each.getValue()))
                .findFirst()
                .ifPresent(each -> headed.put(
                        table,
                        "has codes of " + each.getKey().table().name() + "."
                                + each.getKey().column().name()
                                + " as names of columns, and a release shows names: make it a table with a row for each of"
                                + " them")));
        return new Linked(linked, headed);
    }

    /** Whether people stand beside one another: several columns are called as their codes are. */
    private static boolean isHeadedBy(DraftTable table, KnownCodes codes) {
        return table.columns().stream()
                        .filter(column -> codes.hasCode(column.label()))
                        .count()
                >= FEWEST;
    }

    /** A plate or a lot that may be a person's for lack of a better answer makes no other column one. */
    private static boolean isIdentifier(Identifier column) {
        boolean isOfThings = column.column().meaning().sure() == Sure.THIN
                && KeySign.isKeyOfThings(column.column().label());
        return DraftKeyFinder.NUMBERS.contains(column.category())
                && !isOfThings
                && DraftKeyFinder.isPlain(column.column().type().type());
    }

    /** Of each identifier, which codes of the candidates it has; each table with identifiers is read once, or not at all. */
    private Map<Identifier, KnownCodes> known(List<Identifier> identifiers, List<Identifier> candidates) {
        Set<Long> asked = new HashSet<>();
        candidates.forEach(candidate -> candidate.profile().addForms(asked));
        candidates.forEach(candidate -> KnownCodes.addForms(candidate.column().label(), asked));
        Map<Identifier, KnownCodes> known = new HashMap<>();
        Map<String, List<Identifier>> unknown = new HashMap<>();
        for (Identifier each : identifiers) {
            Optional<KnownCodes> few = each.table().profile().columns().isEmpty()
                    ? Optional.empty()
                    : each.profile().codes(asked);
            few.ifPresentOrElse(
                    codes -> known.put(each, codes),
                    () -> unknown.computeIfAbsent(each.table().name(), first -> new ArrayList<>())
                            .add(each));
        }
        unknown.forEach((table, columns) -> {
            List<Integer> places = columns.stream()
                    .map(each -> each.table().place(each.column().name()))
                    .toList();
            List<KnownCodes> codes = discovery.codes(Objects.requireNonNull(files.get(table)), places, asked);
            for (int i = 0; i < columns.size(); i++) {
                known.put(columns.get(i), codes.get(i));
            }
        });
        return known;
    }

    /** Whether codes are written alike: most of the column's values are, or all of those that are another's at all. */
    private static boolean isAlike(ColumnProfile own, KnownCodes codes) {
        double exactly = own.exactly(codes);
        return exactly >= CODES || (exactly > 0 && exactly >= own.anyhow(codes));
    }

    private static DraftMeaning like(Identifier other, boolean isAlike) {
        return DraftMeaning.of(
                        other.category(),
                        other.column().meaning().sure(),
                        "its values are those of " + other.table().name() + "."
                                + other.column().name()
                                + (isAlike ? "" : WRITTEN_OTHERWISE))
                .linkedTo(new DraftMeaning.Link(
                        other.table().name(), other.column().name(), isAlike));
    }

    /** What identifies people by itself, and has the codes of another identifier in another form. */
    private static DraftMeaning otherwise(DraftMeaning own, Identifier other) {
        DraftMeaning.Link link =
                new DraftMeaning.Link(other.table().name(), other.column().name(), false);
        return own.treated(
                        own.treatment(),
                        "; its values are those of " + link.table() + "." + link.column() + WRITTEN_OTHERWISE)
                .linkedTo(link);
    }

    private static DraftMeaning holding(Identifier other) {
        return new DraftMeaning(
                        "TEXT",
                        Treatment.DROPPED,
                        Sure.LIKELY,
                        "codes of " + other.table().name() + "."
                                + other.column().name() + " stand in it",
                        Against.VALUES)
                .linkedTo(new DraftMeaning.Link(
                        other.table().name(), other.column().name(), true));
    }

    /** Two columns of one identifier: both have the category of the surer one, and so all that either is one with. */
    private static void join(Map<Identifier, Identifier> surest, Identifier one, Identifier other) {
        Identifier first = root(surest, one);
        Identifier second = root(surest, other);
        if (!first.equals(second)) {
            // what is no identifier itself is known by one
            boolean isFirst = isIdentifier(first) && (!isIdentifier(second) || first.surer(second));
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

    private static boolean areOf(Identifier own, KnownCodes codes) {
        ColumnProfile profile = own.profile();
        ValueType type = own.column().type().type();
        boolean isFew = profile.distinct().filter(count -> count < FEWEST).isPresent();
        if (!(type instanceof ValueType.Text)) {
            boolean isKind = type instanceof ValueType.Whole
                    || type instanceof ValueType.Real
                    || type instanceof ValueType.Exact;
            boolean isLong = profile.longest() >= SHORTEST_NUMBER;
            boolean isShared = isLong && share(own, codes) >= NUMBERS;
            return isKind && !isFew && (isShared || isNumbered(own, codes, NUMBERS));
        }
        boolean isCoded = profile.coded() >= MOST_CODED;
        boolean isCode = isCoded || profile.longest() <= LONGEST_CODE;
        boolean isShared = !isFew && (share(own, codes) >= CODES || isNumbered(own, codes, NUMBERS));
        boolean isLong = !isSure(own) && profile.within(codes) >= (isFew ? CODES : LONG_CODES);
        return (isCode && isShared) || (isCoded && isLong);
    }

    /** Whether an identifier has the codes of another table's, and hardly one in the same form. */
    private static boolean isWrittenOtherwise(Identifier own, Identifier other, KnownCodes codes) {
        return isSure(own)
                && isSure(other)
                && !own.table().name().equals(other.table().name())
                && own.column().type().type() instanceof ValueType.Text
                && own.profile().numbered() >= MOST_CODED
                && own.profile().anyhow(codes) >= CODES
                && own.profile().exactly(codes) < CODES;
    }

    /**
     * Whether its whole numbers number people as an identifier does, whose codes have them. The keys of two tables, each a number for a
     * row, have the same numbers by chance, unless they have one name.
     */
    private static boolean isNumberedLike(Identifier own, Identifier other, KnownCodes codes) {
        boolean areKeys = !own.isRepeated()
                && !other.isRepeated()
                && !own.column().name().equals(other.column().name());
        return !own.equals(other)
                && !areKeys
                && own.column().type().type() instanceof ValueType.Whole
                && !isSure(own)
                && !other.table().profile().columns().isEmpty()
                && !OF_THINGS.contains(other.table().source().layout().format())
                && own.profile().isNumberedLike(other.profile(), codes, NUMBERS);
    }

    private static boolean isNumbered(Identifier own, KnownCodes codes, double share) {
        return !isSure(own) && own.profile().isNumberedBy(codes, share);
    }

    /** Of what identifies without a doubt, another way of writing is an identifier of its own. */
    private static double share(Identifier own, KnownCodes codes) {
        return isSure(own) ? own.profile().exactly(codes) : own.profile().anyhow(codes);
    }

    private static boolean isSure(Identifier own) {
        return isIdentifier(own) && own.column().meaning().sure() != Sure.THIN;
    }

    /** Whether texts that would stay have an identifier's codes in them. */
    private boolean isHeldIn(Identifier own, KnownCodes codes) {
        DraftMeaning meaning = own.column().meaning();
        ValueType type = own.column().type().type();
        boolean isNested = type instanceof ValueType.ListOf || type instanceof ValueType.ObjectOf;
        boolean mayStay = meaning.isOpen()
                || (!meaning.isDropped()
                        && meanings.defaultMask(meaning.category())
                                .filter(Mask::keeps)
                                .isPresent());
        // batches and devices are numbered from 0001 on as people are, and a code of theirs has one such number
        boolean isCoded = own.profile().coded() >= MOST_CODED;
        double holding = isCoded ? own.profile().within(codes) : own.profile().holds(codes);
        boolean isHeld = ((type instanceof ValueType.Text || isNested)
                        && (holding > 0 || isNumbered(own, codes, NUMBERED_TEXTS)))
                || (isNested && own.profile().anyhow(codes) >= CODES);
        return mayStay && isHeld && !own.column().origin().isLaidDown();
    }
}
