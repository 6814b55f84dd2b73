package dev.weir.jobs.engine.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;

/** Writes a handful of rows that the driver holds by the table's own writer, without a Spark job for them. */
public final class DriverRows {

    private DriverRows() {}

    /** Appends the rows in one file and one commit; when that fails the table is as it was. */
    public static void append(SupportsWrite table, StructType schema, List<Row> rows) {
        BatchWrite write = WriteInfo.start(
                        SinkTarget.append(table), UUID.randomUUID().toString(), schema)
                .toBatch();
        scala.Function1<Object, Object> internal = CatalystTypeConverters.createToCatalystConverter(schema);
        WriterCommitMessage[] messages = new WriterCommitMessage[1];
        boolean written = false;
        try {
            PhysicalWriteInfo onePart = () -> 1;
            try (DataWriter<InternalRow> writer =
                    write.createBatchWriterFactory(onePart).createWriter(0, 0)) {
                for (Row row : rows) {
                    writer.write((InternalRow) internal.apply(row));
                }
                messages[0] = writer.commit();
            }
            write.commit(messages);
            written = true;
        } catch (IOException e) {
            throw new UncheckedIOException("Rows of '" + table.name() + "' cannot be written", e);
        } finally {
            if (!written) {
                write.abort(messages[0] == null ? new WriterCommitMessage[0] : messages);
            }
        }
    }
}
