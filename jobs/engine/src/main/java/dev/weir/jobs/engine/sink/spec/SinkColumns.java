package dev.weir.jobs.engine.sink.spec;

import dev.weir.jobs.engine.read.value.RecordColumns;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Names and types of the columns that the sink takes beside a table's own, and of those it adds to quarantine. */
public final class SinkColumns {

    /** STRING: the file that a row comes from, relative to its source's root; NULL where a row comes from many. */
    public static final String FILE = RecordColumns.FILE;
    /** BIGINT: the line, from 1, on which its record starts. */
    public static final String LINE = RecordColumns.LINE;
    /** {@link #REASONS_TYPE}: NULL where the record is readable, else why it is not. */
    public static final String UNREADABLE = RecordColumns.UNREADABLE;
    /** Followed by a number from 0. STRING: NULL where the row passes a rule that was answered before, else the detail. */
    public static final String MARK_PREFIX = "_weir_mark_";
    /** STRING: the run that put a row into quarantine. */
    public static final String RUN = "_weir_run";
    /**
     * INT: what became of a row whose clear columns are kept aside: {@link #RELEASED}, {@link #QUARANTINED} or
     * {@link #DROPPED}.
     */
    public static final String FATE = "_weir_fate";

    public static final int RELEASED = 0;
    public static final int QUARANTINED = 1;
    /** Of {@link #FATE}: not released for a policy's sake. */
    public static final int DROPPED = 2;
    /** INT: whose row is one of a person under 14; see {@link dev.weir.jobs.plan.HiddenColumns#MINOR}. */
    public static final String MINOR = dev.weir.jobs.plan.HiddenColumns.MINOR;
    /** {@link #REASONS_TYPE}: why a row is in quarantine. */
    public static final String REASONS = "_weir_reasons";

    /** ARRAY&lt;STRUCT&lt;rule STRING, column STRING, detail STRING&gt;&gt;; no part of it holds a value of the row. */
    public static final ArrayType REASONS_TYPE = DataTypes.createArrayType(
            new StructType()
                    .add("rule", DataTypes.StringType)
                    .add("column", DataTypes.StringType)
                    .add("detail", DataTypes.StringType),
            true);

    /** Columns of a source's quarantine: run, file, line, reasons. Of the record itself nothing is kept. */
    public static final StructType SOURCE_QUARANTINE = withReasons(new StructType());

    private SinkColumns() {}

    static StructType withReasons(StructType columns) {
        return columns.add(RUN, DataTypes.StringType)
                .add(FILE, DataTypes.StringType)
                .add(LINE, DataTypes.LongType)
                .add(REASONS, REASONS_TYPE);
    }
}
