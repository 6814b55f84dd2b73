package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records that cannot be read for one reason. No part of it holds a value. */
public final class UnreadRecords implements Serializable {

    private final String rule;

    /** By its place; -1 where no column is to blame. */
    private final int column;

    private final long records;
    private final RecordPosition first;
    private final String detail;

    private UnreadRecords(String rule, int column, long records, RecordPosition first, String detail) {
        this.rule = rule;
        this.column = column;
        this.records = records;
        this.first = first;
        this.detail = detail;
    }

    static UnreadRecords one(String rule, Optional<Integer> column, RecordPosition spot, @Nullable String detail) {
        return new UnreadRecords(rule, column.orElse(-1), 1, spot, detail == null ? "" : detail);
    }

    UnreadRecords plus(UnreadRecords other) {
        boolean isFirst = first.compareTo(other.first) <= 0;
        return new UnreadRecords(
                rule, column, records + other.records, isFirst ? first : other.first, isFirst ? detail : other.detail);
    }

    /** The rule that they break, such as {@code unreadable.type}. */
    public String rule() {
        return rule;
    }

    /** The place of the column that is to blame, where one is. */
    public Optional<Integer> column() {
        return column < 0 ? Optional.empty() : Optional.of(column);
    }

    public long records() {
        return records;
    }

    /** Where the first one stands. */
    public RecordPosition first() {
        return first;
    }

    /** What is wrong with the first one; empty where the rule is enough. */
    public String detail() {
        return detail;
    }
}
