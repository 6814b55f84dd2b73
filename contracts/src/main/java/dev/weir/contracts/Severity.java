package dev.weir.contracts;

import java.util.Locale;

/** What a failing rule does. */
public enum Severity {
    /** Stops the release. */
    BLOCK,
    /** Takes the row out. */
    QUARANTINE,
    /** Is reported. */
    WARN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
