package dev.weir.contracts;

import java.util.Locale;

/** How a product's tables are kept. */
public enum TableFormat {
    ICEBERG,
    DELTA;

    /** The name as people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
