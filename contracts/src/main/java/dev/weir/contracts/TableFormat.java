package dev.weir.contracts;

import java.util.List;

/**
 * How a product's tables are kept.
 *
 * @param name as people write it: a letter in lower case, and then such letters, digits and {@code -}; not {@code data} and not
 *     {@code metadata}, which are folders of an Iceberg table
 */
public record TableFormat(String name) implements Comparable<TableFormat> {

    public static final TableFormat ICEBERG = new TableFormat("iceberg");
    public static final TableFormat DELTA = new TableFormat("delta");

    private static final List<TableFormat> OWN = List.of(ICEBERG, DELTA);

    public TableFormat {
        if (!name.matches("(?!(meta)?data$)[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("There is no table format '" + name + "'");
        }
    }

    public static List<TableFormat> own() {
        return OWN;
    }

    /** Weir's own come first, in their order. */
    @Override
    public int compareTo(TableFormat other) {
        int place = Integer.compare(place(), other.place());
        return place == 0 ? name.compareTo(other.name) : place;
    }

    private int place() {
        return OWN.contains(this) ? OWN.indexOf(this) : OWN.size();
    }

    @Override
    public String toString() {
        return name;
    }
}
