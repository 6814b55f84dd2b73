package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.value.RecordRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the reader of one part of a file counts. */
public final class ReadTally {
    private final String file;
    private final long start;
    private final long[] badValues;
    private long records;
    private long unreadable;
    private long skippedLines;

    private final Map<String, SortedSet<String>> unread = new HashMap<>();
    private final SortedSet<String> gaps = new TreeSet<>();
    private boolean more;
    private final List<String> places = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private boolean[] met = new boolean[16];

    /**
     * @param file its path, which tells the files of a source apart
     * @param start of the part
     */
    public ReadTally(String file, long start, int columns) {
        this.file = file;
        this.start = start;
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

    /** A place that a column reads of each record: the number by which it is {@link #met}. */
    public int place(String path, String column) {
        places.add(path);
        columns.add(column);
        if (places.size() > met.length) {
            met = Arrays.copyOf(met, 2 * met.length);
        }
        return places.size() - 1;
    }

    /** A record has this place. */
    public void met(int place) {
        met[place] = true;
    }

    /**
     * A record has a key that no column reads.
     *
     * @param object the path of what has it, empty for the record
     */
    public void unread(String object, String key) {
        SortedSet<String> keys = unread.computeIfAbsent(object, first -> new TreeSet<>());
        if (!keys.contains(key)) {
            if (keys.size() < ObservedKeys.MOST) {
                keys.add(key);
            } else {
                more = true;
            }
        }
    }

    /** A record has something at places of its line that no column reads; these are the contract's words, and no value. */
    public void unreadPlaces(String places) {
        gaps.add(places);
    }

    String file() {
        return file;
    }

    long start() {
        return start;
    }

    /** The counts, by the names of the columns. */
    public ReadCounts counts(String[] names) {
        Map<String, Long> byColumn = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            if (badValues[i] > 0) {
                byColumn.put(names[i], badValues[i]);
            }
        }
        return new ReadCounts(records, unreadable, skippedLines, byColumn, records == 0 ? ObservedKeys.NONE : keys());
    }

    private ObservedKeys keys() {
        Map<String, String> unmet = new TreeMap<>();
        for (int i = 0; i < places.size(); i++) {
            if (!met[i]) {
                unmet.put(places.get(i), columns.get(i));
            }
        }
        return new ObservedKeys(unread, more, unmet.size() < places.size(), unmet, gaps);
    }
}
