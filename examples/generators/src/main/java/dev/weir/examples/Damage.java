package dev.weir.examples;

/** How a record's line is damaged when it is written. */
public enum Damage {
    NONE,
    /** The last two fields are missing. */
    SHORT,
    /** Two fields too many. */
    LONG,
    /** A quote opens the third-to-last field and never closes. */
    UNCLOSED_QUOTE,
    /** Text follows a closing quote. */
    MALFORMED_QUOTE,
    /** The line is in the encoding of another file. */
    FOREIGN_ENCODING
}
