package dev.weir.jobs.engine.read.value;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that follow a source's own in every row that is read. */
public final class RecordColumns {
    /** Path of the record's file, relative to the root of its source. */
    public static final String FILE = "_weir_file";

    /** Line of the file, from 1, on which the record starts. */
    public static final String LINE = "_weir_line";

    /**
     * NULL where the record is readable; else why it is not, as {@code array<struct<rule, column, detail>>}. Where it
     * is not NULL, all columns of the source are NULL. No part of it holds a value of the record.
     */
    public static final String UNREADABLE = "_weir_unreadable";

    private RecordColumns() {}

    public static StructType appendTo(StructType columns) {
        StructType reason = new StructType()
                .add("rule", DataTypes.StringType, false)
                .add("column", DataTypes.StringType, true)
                .add("detail", DataTypes.StringType, true);
        return columns.add(FILE, DataTypes.StringType, false)
                .add(LINE, DataTypes.LongType, false)
                .add(UNREADABLE, DataTypes.createArrayType(reason, false), true);
    }
}
