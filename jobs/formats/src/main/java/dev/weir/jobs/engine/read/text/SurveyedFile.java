package dev.weir.jobs.engine.read.text;

import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import java.io.Serializable;
import java.util.List;

/**
 * What is known of a file before its records are read.
 *
 * @param file as it was listed
 * @param sha256 of its stored bytes, in hexadecimal digits
 * @param lines how many it has (of Parquet: records), or {@link #LINES_UNKNOWN} where only reading its text can tell
 * @param header its header
 * @param parts that may be read on their own; together they are the file
 */
public record SurveyedFile(SourceFile file, String sha256, long lines, HeaderFacts header, List<FilePart> parts)
        implements Serializable {
    /** The file is compressed, or its line ends are not single bytes. */
    public static final long LINES_UNKNOWN = -1;

    public SurveyedFile {
        parts = List.copyOf(parts);
    }

    /** Whether there may be a record behind the header. */
    public boolean hasRecords() {
        return lines == LINES_UNKNOWN || lines >= header.dataLine();
    }
}
