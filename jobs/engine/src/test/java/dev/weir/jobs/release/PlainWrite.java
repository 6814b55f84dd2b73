package dev.weir.jobs.release;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Writes a few ids as Spark's one task would, on this thread: the same calls in the same order each time, and no job. */
final class PlainWrite {

    private PlainWrite() {}

    static void ids(SupportsWrite target, StructType schema, int... ids) {
        BatchWrite batch = target.newWriteBuilder(
                        new Info(schema, UUID.randomUUID().toString()))
                .build()
                .toBatch();
        WriterCommitMessage[] messages = new WriterCommitMessage[1];
        boolean written = false;
        try {
            messages[0] = task(batch, ids);
            batch.commit(messages);
            written = true;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            if (!written) {
                batch.abort(messages);
            }
        }
    }

    private static WriterCommitMessage task(BatchWrite batch, int[] ids) throws IOException {
        try (DataWriter<InternalRow> writer =
                batch.createBatchWriterFactory(() -> 1).createWriter(0, 1)) {
            boolean written = false;
            try {
                for (int id : ids) {
                    writer.write(new GenericInternalRow(new Object[] {id}));
                }
                WriterCommitMessage message = writer.commit();
                written = true;
                return message;
            } finally {
                if (!written) {
                    writer.abort();
                }
            }
        }
    }

    private record Info(StructType schema, String queryId) implements LogicalWriteInfo {
        @Override
        public CaseInsensitiveStringMap options() {
            return new CaseInsensitiveStringMap(Map.of());
        }
    }
}
