package dev.weir.contracts.format.fixed;

import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;
import java.util.List;
import java.util.OptionalInt;

/**
 * How text of fixed width is written.
 *
 * @param stored how it lies in files
 * @param skipRows lines at the start of a file that are no records
 * @param counted what places count
 * @param line how wide lines are
 * @param padding the characters that fill values up
 * @param nullValues texts that mean NULL in every column
 */
public record FixedDialect(
        TextStorage stored, int skipRows, Counted counted, Line line, String padding, List<String> nullValues)
        implements TextDialect {

    /** What the places of columns count. */
    public enum Counted {
        CHARACTERS,
        /** Of the file's encoding, as programs on mainframes count. */
        BYTES
    }

    /**
     * How wide lines are.
     *
     * @param width empty means up to the last column's end
     * @param mayBeShort whether a line may end early, where only padding would follow
     * @param blankBetween whether a line with something where no column stands is unreadable
     */
    public record Line(OptionalInt width, boolean mayBeShort, boolean blankBetween) {}

    public FixedDialect {
        nullValues = List.copyOf(nullValues);
        if (skipRows < 0) {
            throw new IllegalArgumentException("skipRows is " + skipRows);
        }
    }
}
