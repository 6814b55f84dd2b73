package dev.weir.jobs.engine.read.header;

/**
 * A field of one of the first records.
 *
 * @param text without its quotes
 * @param isQuoted whether it stands in quotes
 */
public record HeadField(String text, boolean isQuoted) {

    /** The text, without blanks around it. */
    public String plain() {
        return text.strip();
    }

    public boolean isBlank() {
        return text.isBlank();
    }
}
