package dev.weir.contracts;

import java.util.Locale;

/** ODCS's seven dimensions of quality. */
public enum Dimension {
    ACCURACY,
    COMPLETENESS,
    CONFORMITY,
    CONSISTENCY,
    COVERAGE,
    TIMELINESS,
    UNIQUENESS;

    /** The name as people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
