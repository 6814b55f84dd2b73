package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.value.RecordRow;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** What the reader of one part of a file counts. */
public final class ReadTally implements Serializable {
    /** Names beyond these are counted together: a file may use values as keys. */
    private static final int MOST_NAMES = 100;

    private final String part;
    private long records;
    private long unreadable;
    private long skippedLines;
    private final long[] badValues;
    private final Map<String, Long> unknownKeys = new TreeMap<>();

    /** @param part tells the parts of a source apart */
    ReadTally(String part, int columns) {
        this.part = part;
        this.badValues = new long[columns];
    }

    public void record(RecordRow row) {
        records++;
        if (row.isUnreadable()) {
            unreadable++;
        }
    }

    public void skippedLines(long lines) {
        skippedLines += lines;
    }

    public void badValue(int column) {
        badValues[column]++;
    }

    public void unknownKey(String name) {
        boolean named = unknownKeys.containsKey(name) || unknownKeys.size() < MOST_NAMES;
        unknownKeys.merge(named ? name : ReadCounts.OTHER_KEYS, 1L, Long::sum);
    }

    String part() {
        return part;
    }

    /** The counts, by the names of the columns. */
    ReadCounts counts(String[] columns) {
        Map<String, Long> byColumn = new TreeMap<>();
        for (int i = 0; i < columns.length; i++) {
            if (badValues[i] > 0) {
                byColumn.put(columns[i], badValues[i]);
            }
        }
        return new ReadCounts(records, unreadable, skippedLines, byColumn, unknownKeys);
    }
}
