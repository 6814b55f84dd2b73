package dev.weir.jobs.engine.rows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;

/**
 * Arrow's IPC stream: a schema and batches of {@value #BATCH} rows, which is all that is held in memory. Its readers take the
 * end of the bytes for the end of the stream, so one that is cut short closes with the head of a message that does not come.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format">IPC Streaming Format</a>
 */
final class ArrowOutput implements RowOutput {

    static final int BATCH = 10_000;

    /** The mark of a message, and a length in little-endian order. */
    private static final byte[] CUT_SHORT = {-1, -1, -1, -1, 64, 0, 0, 0};

    private final BufferAllocator memory = new RootAllocator();
    private final VectorSchemaRoot batch;
    private final ArrowWriter rows;
    private final ArrowStreamWriter stream;
    private final OutputStream out;
    private int held;
    private boolean ended;

    ArrowOutput(StructType columns, OutputStream out) throws IOException {
        this.batch = VectorSchemaRoot.create(ArrowUtils.toArrowSchema(columns, "UTC", true, false), memory);
        this.rows = ArrowWriter.create(batch);
        this.stream = new ArrowStreamWriter(batch, null, Channels.newChannel(out));
        this.out = out;
        try {
            stream.start();
        } catch (IOException | RuntimeException failure) {
            batch.close();
            memory.close();
            throw failure;
        }
    }

    @Override
    public void write(InternalRow row) throws IOException {
        rows.write(row);
        held++;
        if (held == BATCH) {
            flush();
        }
    }

    private void flush() throws IOException {
        rows.finish();
        stream.writeBatch();
        rows.reset();
        held = 0;
    }

    @Override
    public void end() throws IOException {
        if (held > 0) {
            flush();
        }
        stream.end();
        ended = true;
    }

    @Override
    public void close() throws IOException {
        try {
            if (!ended) {
                out.write(CUT_SHORT);
                out.flush();
            }
        } finally {
            batch.close();
            memory.close();
        }
    }
}
