package dev.weir.jobs.engine.read.text;

import java.io.Serializable;

/**
 * The characters that structure delimited text; each is ASCII, or {@link #NONE}.
 *
 * @param delimiter between fields
 * @param quote around fields that hold a delimiter, a quote or a line end
 * @param escape before a quote or itself inside quotes; {@link #NONE} means that a quote is doubled, as in RFC 4180
 * @param comment first character of lines that are no records
 */
public record Syntax(char delimiter, char quote, char escape, char comment) implements Serializable {
    /** No such character in this dialect. */
    public static final char NONE = '\0';

    public Syntax {
        if (delimiter == NONE) {
            throw new IllegalArgumentException("Delimited text needs a delimiter.");
        }
        escape = escape == quote ? NONE : escape;
        char[] all = {delimiter, quote, escape, comment};
        for (int i = 0; i < all.length; i++) {
            if (all[i] > 0x7f || all[i] == '\n' || all[i] == '\r') {
                throw new IllegalArgumentException(
                        "Delimiter, quote, escape and comment must be ASCII characters other than a line end.");
            }
            for (int j = 0; j < i; j++) {
                if (all[i] != NONE && all[i] == all[j]) {
                    throw new IllegalArgumentException(
                            "Delimiter, quote, escape and comment must differ from one another.");
                }
            }
        }
    }

    /** RFC 4180 with another delimiter: double quotes, doubled inside, no comments. */
    public static Syntax separatedBy(char delimiter) {
        return new Syntax(delimiter, '"', NONE, NONE);
    }
}
