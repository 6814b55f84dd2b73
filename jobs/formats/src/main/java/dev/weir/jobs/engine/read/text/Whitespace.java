package dev.weir.jobs.engine.read.text;

/** What becomes of blanks and tabs around a field; those inside quotes always stay. */
public enum Whitespace {
    KEPT,
    TRIMMED
}
