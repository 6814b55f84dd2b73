package dev.weir.jobs.engine.rows;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Takes rows one by one; what it was given is all there once it has ended. Closed before that, it shows to its reader that it is
 * unfinished, where the form has a way to say so.
 */
interface RowOutput extends Closeable {

    /**
     * Writes a row.
     *
     * @param row may be used again by its owner when this returns
     */
    void write(InternalRow row) throws IOException;

    /** After the last row: writes what is still held back, and the end of the form. */
    void end() throws IOException;

    /** Lets go of memory; the stream below stays open. */
    @Override
    void close() throws IOException;
}
