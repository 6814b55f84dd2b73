package dev.weir.contracts.release;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Records of a source that could not be read for one cause.
 *
 * @param source {@code contract-id.table}
 * @param reason such as {@code unreadable.type}
 * @param column whose value it is; empty where it is the whole record
 * @param records how many
 * @param first of them, by file and line
 */
public record UnreadableRecords(String source, String reason, Optional<String> column, long records, List<At> first) {

    public UnreadableRecords {
        first = List.copyOf(first);
    }

    /** Where a record lies, and what more can be said of it. */
    public record At(String file, OptionalLong line, Optional<String> detail) {}
}
