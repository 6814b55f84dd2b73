package dev.weir.contracts;

import dev.weir.contracts.text.Word;

/** Yes, no, or not declared; the last is an answer of its own, and never counts as the laxer one. */
public enum TriState implements Word {
    YES,
    NO,
    UNKNOWN;

    public static TriState of(boolean flag) {
        return flag ? YES : NO;
    }
}
