package dev.weir.privacy.gate;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What would leave, after the masks for the recipient.
 *
 * @param product its id
 * @param tables their names
 * @param categories codes of the columns that say something; a column that is dropped, or the same in every row, is not
 *     among them
 * @param shifted columns whose dates leave moved by a number of days that is one person's own, as {@code table.column}
 */
public record Shipment(String product, List<String> tables, Set<String> categories, List<String> shifted) {

    public Shipment {
        tables = List.copyOf(tables);
        shifted = List.copyOf(shifted);
        categories = Collections.unmodifiableSet(new TreeSet<>(categories));
    }
}
