package dev.weir.jobs.engine.read;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Reads the records of one part of a file, one after the other. */
public interface RecordReader extends Closeable {
    /** Goes to the next record; false if there is none. */
    boolean next() throws IOException;

    /** The current record, valid until the next call of {@link #next}. */
    InternalRow row();
}
