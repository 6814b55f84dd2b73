package dev.weir.jobs.spark.rows;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Takes rows one by one; what it was given is all there once it is closed. */
interface RowOutput extends Closeable {

    /**
     * Writes a row.
     *
     * @param row may be used again by its owner when this returns
     */
    void write(InternalRow row) throws IOException;

    /** Writes what is still held back, and the end of the form; the stream below stays open. */
    @Override
    void close() throws IOException;
}
