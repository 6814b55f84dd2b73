package dev.weir.jobs.engine.discover;

import dev.weir.jobs.engine.read.value.RecordColumns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What all records of some files have in common, column by column. The files are read once, by the readers of a run, each text
 * as it is written; only profiles come to the driver.
 */
public final class TableProfile implements Serializable {

    /** Different values that are told apart in all columns of a table together, in each part of the files. */
    private static final int DIFFERENT = 200_000;

    private static final int MOST_DIFFERENT = 2_000;
    private static final int LEAST_DIFFERENT = 60;

    private long records;
    private final List<ColumnProfile> columns = new ArrayList<>();
    private final Map<String, UnreadRecords> unreadable = new TreeMap<>();

    TableProfile(int width) {
        int most = Math.max(LEAST_DIFFERENT, Math.min(MOST_DIFFERENT, DIFFERENT / Math.max(1, width)));
        for (int i = 0; i < width; i++) {
            columns.add(new ColumnProfile(most));
        }
    }

    /** Of no record. */
    public static TableProfile none() {
        return new TableProfile(0);
    }

    /** Of all rows, whose first columns are so many. */
    static TableProfile of(Dataset<Row> rows, int width) {
        JavaRDD<TableProfile> parts =
                rows.toJavaRDD().mapPartitions(part -> List.of(of(part, width)).iterator());
        return parts.getNumPartitions() == 0 ? new TableProfile(width) : parts.treeReduce(TableProfile::plus);
    }

    private static TableProfile of(Iterator<Row> rows, int width) {
        TableProfile profile = new TableProfile(width);
        FormReaders readers = new FormReaders();
        while (rows.hasNext()) {
            profile.add(rows.next(), readers);
        }
        return profile;
    }

    private void add(Row row, FormReaders readers) {
        records++;
        RecordPosition spot = new RecordPosition(row.getAs(RecordColumns.FILE), row.<Long>getAs(RecordColumns.LINE));
        int reasons = row.fieldIndex(RecordColumns.UNREADABLE);
        if (!row.isNullAt(reasons)) {
            Row why = row.<Row>getList(reasons).get(0);
            Optional<Integer> column = Optional.ofNullable(why.getString(1)).map(row::fieldIndex);
            unreadable.merge(
                    why.getString(0) + " " + column.map(String::valueOf).orElse(""),
                    UnreadRecords.one(why.getString(0), column, spot, why.getString(2)),
                    UnreadRecords::plus);
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!row.isNullAt(i)) {
                if (row.get(i) instanceof String text) {
                    columns.get(i).add(text, spot, readers);
                } else {
                    columns.get(i).add(row.get(i));
                }
            }
        }
    }

    private TableProfile plus(TableProfile other) {
        records += other.records;
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).plus(other.columns.get(i));
        }
        other.unreadable.forEach((why, records) -> unreadable.merge(why, records, UnreadRecords::plus));
        return this;
    }

    /** How many records there are, unreadable ones included. */
    public long records() {
        return records;
    }

    /** The columns, in the layout's order. */
    public List<ColumnProfile> columns() {
        return Collections.unmodifiableList(columns);
    }

    /** The records that cannot be read, by the reason. */
    public List<UnreadRecords> unreadable() {
        return List.copyOf(unreadable.values());
    }

    /** How many these are. */
    public long unread() {
        return unreadable.values().stream().mapToLong(UnreadRecords::records).sum();
    }
}
