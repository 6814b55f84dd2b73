package dev.weir.contracts;

import java.util.Locale;

/** Yes, no, or not declared; the last is an answer of its own, and never counts as the laxer one. */
public enum TriState {
    YES,
    NO,
    UNKNOWN;

    public static TriState of(boolean flag) {
        return flag ? YES : NO;
    }

    /** {@code yes}, {@code no} or {@code unknown}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
