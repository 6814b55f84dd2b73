package dev.weir.privacy.detect.find;

/**
 * A stretch of a text that identifies a person.
 *
 * @param category the code of what it is, such as {@code PHONE}
 * @param start its first character, counted in UTF-16 units as Java does
 * @param end the one after its last
 */
public record Span(String category, int start, int end) {

    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("A span from " + start + " to " + end + " holds nothing");
        }
    }
}
