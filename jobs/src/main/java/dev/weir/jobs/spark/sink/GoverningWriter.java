package dev.weir.jobs.spark.sink;

import dev.weir.quality.state.RowCollector;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Judges, measures, masks and routes the rows of one task. */
final class GoverningWriter implements DataWriter<InternalRow> {

    private final UTF8String run;
    private final int file;
    private final int line;
    private final int unreadable;
    private final RowJudge judge;
    private final MaskedRow released;
    private final MaskedRow quarantined;
    private final RowHash hash;
    private final RowCollector releasedState;
    private final RowCollector quarantinedState;
    private final Examples examples;
    private final DataWriter<InternalRow> product;
    private final LateWriter quarantine;
    private final LateWriter sourceQuarantine;
    private long producedRows;
    private long releasedRows;
    private long quarantinedRows;
    private long unreadableRecords;

    GoverningWriter(
            SinkTask task,
            int partition,
            DataWriter<InternalRow> product,
            LateWriter quarantine,
            LateWriter sourceQuarantine) {
        this.run = UTF8String.fromString(task.run());
        this.file = task.fileOrdinal();
        this.line = task.lineOrdinal();
        this.unreadable = task.unreadableOrdinal();
        this.judge = task.judge(partition);
        this.released = task.releasedRow();
        this.quarantined = task.quarantinedRow();
        this.hash = task.hash();
        this.releasedState = task.collector();
        this.quarantinedState = task.collector();
        this.examples = new Examples(task.examples());
        this.product = product;
        this.quarantine = quarantine;
        this.sourceQuarantine = sourceQuarantine;
    }

    @Override
    public void write(InternalRow row) throws IOException {
        if (!row.isNullAt(unreadable)) {
            unreadableRecords++;
            sourceQuarantine.write(whence(row, row.getArray(unreadable)));
            return;
        }
        producedRows++;
        if (judge.takesOut(row)) {
            quarantinedRows++;
            quarantinedState.add(row);
            quarantine.write(new JoinedRow(quarantined.of(row), whence(row, judge.reasons(row))));
        } else {
            releasedRows++;
            releasedState.add(row);
            InternalRow masked = released.of(row);
            hash.add(masked);
            product.write(masked);
        }
        if (judge.anyFailed() && examples.wanted()) {
            examples.add(judge, row, quarantined, place(row));
        }
    }

    private Examples.Place place(InternalRow row) {
        return new Examples.Place(
                row.isNullAt(file) ? null : row.getUTF8String(file).copy(),
                row.isNullAt(line) ? Examples.Place.UNKNOWN : row.getLong(line));
    }

    /** Run, file, line, reasons. */
    private InternalRow whence(InternalRow row, ArrayData reasons) {
        return new GenericInternalRow(new @Nullable Object[] {
            run,
            row.isNullAt(file) ? null : row.getUTF8String(file),
            row.isNullAt(line) ? null : row.getLong(line),
            reasons
        });
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        return new GoverningMessage(
                product.commit(),
                quarantine.commit(),
                sourceQuarantine.commit(),
                new SinkResult.Counts(producedRows, releasedRows, quarantinedRows, unreadableRecords),
                judge.failed(),
                examples.all(),
                hash.sum(),
                releasedState.state(),
                quarantinedState.state());
    }

    @Override
    public void abort() throws IOException {
        try {
            product.abort();
        } finally {
            try {
                quarantine.abort();
            } finally {
                sourceQuarantine.abort();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            product.close();
        } finally {
            try {
                quarantine.close();
            } finally {
                sourceQuarantine.close();
            }
        }
    }
}
