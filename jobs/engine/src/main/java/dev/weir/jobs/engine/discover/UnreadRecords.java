package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records that cannot be read for one reason. No part of it holds a value.
 *
 * @param rule the rule that they break, such as {@code unreadable.type}
 * @param place of the column that is to blame; -1 where none is
 * @param first where the first one stands
 * @param detail what is wrong with the first one; empty where the rule is enough
 */
public record UnreadRecords(String rule, int place, long records, RecordPosition first, String detail)
        implements Serializable {

    static UnreadRecords one(String rule, Optional<Integer> column, RecordPosition spot, @Nullable String detail) {
        return new UnreadRecords(rule, column.orElse(-1), 1, spot, detail == null ? "" : detail);
    }

    UnreadRecords plus(UnreadRecords other) {
        boolean isFirst = first.compareTo(other.first) <= 0;
        return new UnreadRecords(
                rule, place, records + other.records, isFirst ? first : other.first, isFirst ? detail : other.detail);
    }

    /** The place of the column that is to blame, where one is. */
    public Optional<Integer> column() {
        return place < 0 ? Optional.empty() : Optional.of(place);
    }
}
