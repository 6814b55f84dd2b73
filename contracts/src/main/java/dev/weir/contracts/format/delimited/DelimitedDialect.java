package dev.weir.contracts.format.delimited;

import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;
import java.util.List;
import java.util.Optional;

/**
 * How delimited text is written.
 *
 * @param stored how it lies in files
 * @param layout where the columns' names come from
 * @param marks the characters with a meaning
 * @param nullValues texts that mean NULL in every column
 * @param trim whether blanks around values are cut
 */
public record DelimitedDialect(TextStorage stored, Layout layout, Marks marks, List<String> nullValues, Trim trim)
        implements TextDialect {

    /** With commas as RFC 4180 has it: a header, double quotes, UTF-8. */
    public static final DelimitedDialect USUAL = new DelimitedDialect(
            TextStorage.USUAL,
            new Layout(Header.PRESENT, Matching.BY_NAME, 0),
            new Marks(',', Optional.of('"'), Optional.empty(), Optional.empty()),
            List.of(),
            Trim.KEEP);

    public DelimitedDialect {
        nullValues = List.copyOf(nullValues);
    }

    /** Whether the first line names the columns. */
    public enum Header {
        PRESENT,
        ABSENT
    }

    /** How columns are found. */
    public enum Matching {
        BY_NAME,
        BY_POSITION
    }

    /** Whether blanks around values are cut. */
    public enum Trim {
        KEEP,
        TRIM
    }

    /** Where the columns' names come from; {@code skipRows} lines before the header are passed over. */
    public record Layout(Header header, Matching matching, int skipRows) {
        public Layout {
            if (skipRows < 0) {
                throw new IllegalArgumentException("skipRows is " + skipRows);
            }
        }
    }

    /**
     * The characters with a meaning.
     *
     * @param escape empty for RFC 4180: a quote inside quotes is doubled
     */
    public record Marks(
            char delimiter, Optional<Character> quote, Optional<Character> escape, Optional<Character> comment) {}
}
