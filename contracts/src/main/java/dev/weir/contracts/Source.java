package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A raw output of the ETL: a contract and the server of the chosen profile that says where its files lie.
 *
 * @param contract what its files hold
 * @param location folder or glob, relative to the workspace or a URI
 * @param format of the files
 * @param dialect how the text is written
 */
public record Source(Contract contract, String location, FileFormat format, Dialect dialect) {

    public Source {
        requireNonNull(contract, "contract");
        requireNonNull(location, "location");
        requireNonNull(format, "format");
        requireNonNull(dialect, "dialect");
    }

    /** Formats of source files that are read now. */
    public enum FileFormat {
        CSV,
        TSV,
        NDJSON,
        PARQUET
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

    /**
     * {@code weirRead}: how the text is written.
     *
     * @param encoding a Java charset name
     * @param layout where the columns' names come from
     * @param marks the characters with a meaning
     * @param nullValues texts that mean NULL in every column
     * @param trim whether blanks around values are cut
     * @param compression {@code gzip} or {@code none}; by the file's name when empty
     * @param maxRecordBytes a longer record, in UTF-8, is unreadable
     */
    public record Dialect(
            String encoding,
            Layout layout,
            Marks marks,
            List<String> nullValues,
            Trim trim,
            Optional<String> compression,
            int maxRecordBytes) {
        /** What a record may have where nothing else is said: 4 MiB. */
        public static final int USUAL_RECORD_BYTES = 4 << 20;

        /** The least that may be asked for: 1 KiB. */
        public static final int LEAST_RECORD_BYTES = 1 << 10;

        /** The most that may be asked for: 512 MiB. */
        public static final int MOST_RECORD_BYTES = 1 << 29;

        /** A dialect whose records are of the usual size. */
        public Dialect(
                String encoding,
                Layout layout,
                Marks marks,
                List<String> nullValues,
                Trim trim,
                Optional<String> compression) {
            this(encoding, layout, marks, nullValues, trim, compression, USUAL_RECORD_BYTES);
        }

        public Dialect {
            requireNonNull(encoding, "encoding");
            requireNonNull(layout, "layout");
            requireNonNull(marks, "marks");
            nullValues = List.copyOf(nullValues);
            requireNonNull(trim, "trim");
            requireNonNull(compression, "compression");
            if (maxRecordBytes < LEAST_RECORD_BYTES || maxRecordBytes > MOST_RECORD_BYTES) {
                throw new IllegalArgumentException("maxRecordBytes is " + maxRecordBytes);
            }
        }
    }

    /** Where the columns' names come from; {@code skipRows} lines before the header are passed over. */
    public record Layout(Header header, Matching matching, int skipRows) {
        public Layout {
            requireNonNull(header, "header");
            requireNonNull(matching, "matching");
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
            char delimiter, Optional<Character> quote, Optional<Character> escape, Optional<Character> comment) {
        public Marks {
            requireNonNull(quote, "quote");
            requireNonNull(escape, "escape");
            requireNonNull(comment, "comment");
        }
    }
}
