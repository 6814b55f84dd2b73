package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftKeys.DraftReference;
import dev.weir.jobs.draft.DraftKeys.PrimaryKey;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives tables keys of several columns where none is one, when it is known what is released of each. So what is dropped is in none,
 * and no such key decides whose a row is.
 */
record ComposedKeys(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {

    List<DraftTable> of(List<DraftTable> tables) {
        Set<String> referred = tables.stream()
                .flatMap(table -> table.keys().references().stream())
                .map(DraftReference::table)
                .collect(Collectors.toSet());
        return tables.stream()
                .map(table -> table.keys().primary().isEmpty()
                        ? with(table)
                        : isRunning(table) && !referred.contains(table.name()) ? withNatural(table) : table)
                .toList();
    }

    /** A table without a key, with one or with the reason. */
    private DraftTable with(DraftTable table) {
        NumberKeys numbers = new NumberKeys(meanings, discovery, files);
        Optional<String> lacking = numbers.lacking(table);
        Optional<PrimaryKey> found = lacking.isPresent() ? Optional.empty() : found(table, parts(table));
        if (found.isPresent()) {
            return table.with(table.keys().with(found.get()));
        }
        return lacking.or(() -> numbers.shared(table))
                .filter(why -> table.keys().notTaken().isEmpty())
                .map(why -> table.with(table.keys().without(why)))
                .orElse(table);
    }

    /** A table whose key may number its rows alone, with a better one where there is one. */
    private DraftTable withNatural(DraftTable table) {
        List<KeyPart> parts =
                parts(table).stream().filter(part -> !part.isDoubtful()).toList();
        return found(table, parts)
                .filter(key -> key.repeated() == 0)
                .map(key -> table.with(table.keys().with(key)))
                .orElse(table);
    }

    private static boolean isRunning(DraftTable table) {
        return table.keys().primary().filter(PrimaryKey::isDoubtful).isPresent()
                && table.keys()
                        .single()
                        .flatMap(table::column)
                        .filter(column -> NumberKeys.isRunning(table, column))
                        .isPresent();
    }

    private Optional<PrimaryKey> found(DraftTable table, List<KeyPart> parts) {
        DescribedLayout described = files(table);
        KeyCounts counts = new KeyCounts() {
            @Override
            public List<Long> about(List<List<Integer>> sets) {
                return discovery.distinct(described, sets);
            }

            @Override
            public long repeated(List<Integer> columns) {
                return discovery.repeated(described, columns);
            }
        };
        return new KeySearch(counts, table.readable()).of(parts);
    }

    /** What is unique by itself makes each set with it so, and says nothing of the rest. */
    private List<KeyPart> parts(DraftTable table) {
        List<KeyPart> parts = new KeyParts(meanings).of(table);
        List<Integer> places = parts.stream()
                .map(KeyPart::place)
                .filter(place -> !table.profile().columns().get(place).isRepeated())
                .toList();
        List<Integer> unique = places.isEmpty() ? List.of() : discovery.unique(files(table), places);
        return parts.stream().filter(part -> !unique.contains(part.place())).toList();
    }

    private DescribedLayout files(DraftTable table) {
        return Objects.requireNonNull(files.get(table.name()));
    }
}
