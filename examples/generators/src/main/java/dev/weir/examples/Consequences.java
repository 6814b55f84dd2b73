package dev.weir.examples;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out what a fault in one record does to others: records that share a key, and children of parents that did not get
 * in. Tables are added parents first.
 */
public final class Consequences {

    private final List<Fault> faults = new ArrayList<>();
    /** By table, then key: whether the record that has it got in. */
    private final Map<String, Map<String, Boolean>> known = new HashMap<>();

    /**
     * A table of the product, by its source's column names.
     *
     * @param name in the product
     * @param uniques rule ids, and the columns no two records may share
     * @param references to the keys of other tables
     */
    public record Table(String name, Map<String, List<String>> uniques, List<Reference> references) {
        public Table {
            uniques = new LinkedHashMap<>(uniques);
            references = List.copyOf(references);
        }
    }

    /** A column of the source, the rule that guards it, and the table whose key it holds. */
    public record Reference(String column, String rule, String parent) {}

    /** Adds a table whose first unique is its key; a table without uniques has no children. */
    public void add(Table table, List<Placed> rows) {
        Map<Placed, Set<Expected>> reasons = new LinkedHashMap<>();
        for (Placed placed : rows) {
            reasons.put(placed, new LinkedHashSet<>(reference(table, placed)));
        }
        List<Placed> readable =
                rows.stream().filter(placed -> !placed.row().unreadable()).toList();
        table.uniques().forEach((rule, columns) -> {
            Map<String, List<Placed>> sharing = new LinkedHashMap<>();
            for (Placed placed : readable) {
                sharing.computeIfAbsent(key(columns, placed), unseen -> new ArrayList<>())
                        .add(placed);
            }
            for (List<Placed> same : sharing.values()) {
                if (same.size() > 1) {
                    same.forEach(placed -> reasons.getOrDefault(placed, Set.of())
                            .add(Expected.quarantined("shares " + String.join(", ", columns), rule)));
                }
            }
        });
        Map<String, Boolean> keys = new HashMap<>();
        for (Placed placed : rows) {
            Set<Expected> own = reasons.getOrDefault(placed, Set.of());
            own.forEach(expected -> faults.add(new Fault(placed.file(), placed.line(), expected)));
            placed.row().expected().forEach(expected -> faults.add(new Fault(placed.file(), placed.line(), expected)));
            if (!placed.row().unreadable()) {
                boolean good = own.isEmpty() && placed.row().expected().isEmpty();
                table.uniques().values().stream()
                        .findFirst()
                        .ifPresent(columns -> keys.merge(key(columns, placed), good, Boolean::logicalAnd));
            }
        }
        known.put(table.name(), keys);
    }

    /** Every fault so far, by file and line. */
    public List<Fault> faults() {
        return faults.stream().sorted().toList();
    }

    private List<Expected> reference(Table table, Placed placed) {
        List<Expected> reasons = new ArrayList<>();
        if (!placed.row().unreadable()) {
            for (Reference reference : table.references()) {
                String value = placed.row().cell(reference.column());
                Boolean parentIsIn =
                        known.getOrDefault(reference.parent(), Map.of()).get(value);
                if (!value.isEmpty() && !Boolean.TRUE.equals(parentIsIn)) {
                    String fault = parentIsIn == null ? "no such parent" : "parent quarantined";
                    reasons.add(Expected.quarantined(fault, reference.rule()));
                }
            }
        }
        return reasons;
    }

    /** Full-width characters count as the plain ones, as the products' transformations fold them. */
    private static String key(List<String> columns, Placed placed) {
        String cells =
                String.join("\u0000", columns.stream().map(placed.row()::cell).toList());
        return Normalizer.normalize(cells, Normalizer.Form.NFKC);
    }
}
