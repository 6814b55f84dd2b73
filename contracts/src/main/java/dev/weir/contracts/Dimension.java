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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
