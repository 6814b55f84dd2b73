package dev.weir.privacy.gate;

import static java.util.Objects.requireNonNull;

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
 */
public record Shipment(String product, List<String> tables, Set<String> categories) {

    public Shipment {
        requireNonNull(product, "product");
        tables = List.copyOf(tables);
        categories = Collections.unmodifiableSet(new TreeSet<>(categories));
    }
}
