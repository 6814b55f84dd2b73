package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftKeys.DraftReference;
import dev.weir.jobs.draft.DraftKeys.NoReference;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds keys and references. What a database declares is taken over where the values do not contradict it.
 * Elsewhere a key is a column that is called one or holds record numbers, of which no value is missing and none stands twice in all
 * records. A reference has the name of another table's key, and hardly a value that is none of its.
 */
record DraftKeyFinder(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {
    /** Categories whose values are the numbers of people and their records. */
    static final Set<String> NUMBERS = Set.of("MRN", "SUBJ", "RID", "INSNO", "TRAVEL", "NETID");

    /** Of a reference's values so many may be no key there. */
    static final double MOST_ORPHANS = 0.01;

    /**
     * The tables with their keys.
     *
     * @param present tables that the product has already: others may refer to them
     */
    List<DraftTable> of(List<DraftTable> tables, List<DraftTable> present) {
        DeclaredKeyCheck declared = new DeclaredKeyCheck(meanings, discovery, files);
        NumberKeys numbers = new NumberKeys(meanings, discovery, files);
        List<DraftTable> keyed = tables.stream()
                .map(table -> table.with(declared.keys(table, () -> numbers.of(table))))
                .toList();
        List<DraftTable> all = new ArrayList<>(keyed);
        all.addAll(present);
        List<DraftTable> referring = new ArrayList<>();
        Map<String, Set<String>> referred = new HashMap<>();
        for (DraftTable table : keyed) {
            List<DraftReference> references = new ArrayList<>();
            List<NoReference> without = new ArrayList<>();
            Predicate<DraftReference> isTaken = reference -> {
                Optional<String> why = hindrance(table, reference, all, referred);
                why.ifPresentOrElse(
                        because -> without.add(new NoReference(reference.column(), because)),
                        () -> referred.computeIfAbsent(table.name(), first -> new HashSet<>())
                                .add(reference.table()));
                return why.isEmpty();
            };
            declared.references(table, all, without).stream().filter(isTaken).forEach(references::add);
            Set<String> decided = Stream.concat(
                            references.stream().map(DraftReference::column),
                            without.stream().map(NoReference::column))
                    .collect(Collectors.toSet());
            references.addAll(references(table, all, decided, isTaken));
            DraftTable alike = table.with(column -> references.stream()
                    .filter(reference -> reference.column().equals(column.name()))
                    .findFirst()
                    .map(reference -> like(column, reference, all))
                    .orElse(column));
            referring.add(alike.with(table.keys().with(references, without)));
        }
        return referring;
    }

    /** Why a column may not refer to what it seems to refer to. */
    static Optional<String> hindrance(
            DraftTable table, DraftReference reference, List<DraftTable> tables, Map<String, Set<String>> referred) {
        String key = reference.table() + "." + reference.key();
        DraftMeaning said = table.column(reference.column()).orElseThrow().meaning();
        String category = keyOf(reference, tables).meaning().category();
        if (said.sure() == DraftMeaning.Sure.SAID && !said.category().equals(category)) {
            return Optional.of("it is " + said.category() + ", as a person has said, and " + key + " is " + category
                    + ", so it does not refer to that: give both one category with --about if it does");
        }
        if (isBelow(reference.table(), table.name(), referred)) {
            return Optional.of(
                    "its values are keys of " + key + ", whose table refers to this one, by way of others or not:"
                            + " a circle cannot be released, so this reference is left out");
        }
        return Optional.empty();
    }

    /** Whether a table refers to another one, by way of others or not. */
    private static boolean isBelow(String table, String other, Map<String, Set<String>> referred) {
        return referred.getOrDefault(table, Set.of()).stream()
                .anyMatch(next -> next.equals(other) || isBelow(next, other, referred));
    }

    private DescribedLayout files(DraftTable table) {
        return Objects.requireNonNull(files.get(table.name()));
    }

    static boolean isPlain(ValueType type) {
        return type instanceof ValueType.Text || type instanceof ValueType.Whole;
    }

    /**
     * The references that the values prove; of a column the first that is taken.
     *
     * @param decided columns of which it is known already
     */
    private List<DraftReference> references(
            DraftTable table, List<DraftTable> tables, Set<String> decided, Predicate<DraftReference> isTaken) {
        List<DraftReference> references = new ArrayList<>();
        for (DraftColumn column : table.columns()) {
            if (decided.contains(column.name())
                    || table.keys().single().filter(column.name()::equals).isPresent()
                    || !isPlain(column.type().type())) {
                continue;
            }
            for (DraftTable other : tables) {
                Optional<DraftColumn> key = other.keys().single().flatMap(other::column);
                if (other.name().equals(table.name()) || key.isEmpty() || !mayRefer(column, other, key.get())) {
                    continue;
                }
                long values = table.profileOf(column).values();
                long orphans = values == 0
                        ? 1
                        : discovery.orphans(
                                files(table),
                                table.place(column.name()),
                                files(other),
                                other.place(key.get().name()));
                DraftReference reference = new DraftReference(
                        column.name(), other.name(), key.get().name(), orphans, false);
                if (values > 0 && orphans <= MOST_ORPHANS * values && isTaken.test(reference)) {
                    references.add(reference);
                    break;
                }
            }
        }
        return references;
    }

    private static boolean mayRefer(DraftColumn column, DraftTable other, DraftColumn key) {
        String singular = other.name().replaceFirst("s$", "");
        boolean named = column.name().equals(key.name())
                || column.name().equals(singular)
                || column.name().equals(singular + "_" + key.name())
                || column.name().equals(other.name() + "_" + key.name());
        boolean same = column.type().type().getClass().equals(key.type().type().getClass())
                || column.origin().proof() == key.origin().proof();
        return named && same && isPlain(key.type().type());
    }

    /** What refers has the category, the mask and the type of what it refers to. */
    private static DraftColumn like(DraftColumn column, DraftReference reference, List<DraftTable> tables) {
        DraftColumn key = keyOf(reference, tables);
        boolean isSaid = column.meaning().sure() == DraftMeaning.Sure.SAID;
        DraftMeaning meaning = DraftMeaning.of(
                key.meaning().category(),
                isSaid ? DraftMeaning.Sure.SAID : key.meaning().sure(),
                "it refers to " + reference.table() + "." + reference.key()
                        + (isSaid ? ", and a person has said so" : ""));
        DraftType type =
                key.type().type() instanceof ValueType.Text ? column.type().asText() : column.type();
        return column.with(type).with(meaning);
    }

    private static DraftColumn keyOf(DraftReference reference, List<DraftTable> tables) {
        return tables.stream()
                .filter(table -> table.name().equals(reference.table()))
                .flatMap(table -> table.column(reference.key()).stream())
                .findFirst()
                .orElseThrow();
    }
}
