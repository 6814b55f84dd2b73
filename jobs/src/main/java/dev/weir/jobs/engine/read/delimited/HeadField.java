package dev.weir.jobs.engine.read.delimited;

/**
 * A field of one of the first records.
 *
 * @param text without its quotes
 * @param isQuoted whether it stands in quotes
 */
record HeadField(String text, boolean isQuoted) {

    /** The text, without blanks around it. */
    String plain() {
        return text.strip();
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
