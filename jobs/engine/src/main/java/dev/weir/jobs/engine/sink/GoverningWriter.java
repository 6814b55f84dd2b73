package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.content.RowHash;
import dev.weir.jobs.engine.mask.MaskedRow;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.plan.HiddenColumns;
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

    private static final InternalRow RELEASED = fate(SinkColumns.RELEASED);
    private static final InternalRow QUARANTINED = fate(SinkColumns.QUARANTINED);
    private static final InternalRow DROPPED = fate(SinkColumns.DROPPED);

    private final UTF8String run;
    private final int file;
    private final int line;
    private final int unreadable;
    private final RowJudge judge;
    private final RowBatch batch;
    private final MaskedRow quarantined;
    private final WarnedRows warned;
    private final boolean hides;
    private final MaskedRow kept;
    private final RowHash hash;
    private final RowCollector releasedState;
    private final RowCollector quarantinedState;
    private final FailingRowExamples examples;
    private final UnreadableCauses causes;
    private final TaskOutputs outlets;
    private final boolean aside;
    private final int minor;
    private final RowWatch watch;
    private long minorRows;
    private long agelessRows;
    private long droppedRows;
    private long producedRows;
    private long releasedRows;
    private long quarantinedRows;
    private long unreadableRecords;

    /** @param samples how many rows to list for each rule whose rows are listed */
    GoverningWriter(SinkPlan task, int partition, int samples, TaskOutputs outlets) {
        this.run = UTF8String.fromString(task.run());
        this.file = task.fileOrdinal();
        this.line = task.lineOrdinal();
        this.unreadable = task.unreadableOrdinal();
        this.aside = outlets.isOpen(SideOutput.ASIDE);
        this.judge = task.judge(partition, outlets.isOpen(SideOutput.WARNED) ? samples : 0);
        this.batch = new RowBatch(task::releasedRow);
        this.quarantined = task.quarantinedRow();
        this.hides = task.hides();
        this.warned = new WarnedRows(quarantined.numFields());
        this.kept = task.asideRow();
        this.hash = task.hash();
        this.releasedState = task.collector();
        this.quarantinedState = task.collector();
        this.examples = new FailingRowExamples(task.examples());
        this.causes = new UnreadableCauses(task.examples());
        this.outlets = outlets;
        this.minor = task.minorOrdinal();
        this.watch = task.watch(partition);
    }

    @Override
    public void write(InternalRow row) throws IOException {
        if (!row.isNullAt(unreadable)) {
            unreadableRecords++;
            causes.add(row.getArray(unreadable), FailingRowExamples.Place.of(file(row), line(row)));
            outlets.write(SideOutput.SOURCE_QUARANTINE, origin(row, row.getArray(unreadable)));
            return;
        }
        producedRows++;
        if (minor != SinkPlan.UNMARKED && !row.isNullAt(minor)) {
            int mark = row.getInt(minor);
            if (mark >= HiddenColumns.AGELESS_STAYS) {
                agelessRows++;
            }
            if (mark == HiddenColumns.GOES || mark == HiddenColumns.AGELESS_GOES) {
                droppedRows++;
                if (aside) {
                    outlets.write(SideOutput.ASIDE, new JoinedRow(kept.of(row), DROPPED));
                }
                return;
            }
            if (mark == HiddenColumns.STAYS) {
                minorRows++;
            }
        }
        boolean out = judge.judge(row);
        if (aside) {
            outlets.write(SideOutput.ASIDE, new JoinedRow(kept.of(row), out ? QUARANTINED : RELEASED));
        }
        if (out) {
            quarantinedRows++;
            quarantinedState.add(row);
            outlets.write(SideOutput.QUARANTINE, withReasons(row, judge.reasons(row)));
        } else {
            releasedRows++;
            batch.add(row);
            if (batch.isFull()) {
                writeBatch();
            }
            if (judge.isSample()) {
                warn(row, judge.sample(row));
            }
        }
        if (judge.anyFailed() && examples.wanted()) {
            examples.add(judge, row, quarantined, file(row), line(row));
        }
    }

    /** One step after the other, each over all rows of the batch. */
    private void writeBatch() throws IOException {
        for (int i = 0; i < batch.size(); i++) {
            releasedState.add(batch.clear(i));
        }
        watch.add(batch);
        for (int i = 0; i < batch.size(); i++) {
            hash.add(batch.masked(i));
        }
        for (int i = 0; i < batch.size(); i++) {
            outlets.writeProduct(batch.masked(i));
        }
        batch.empty();
    }

    private @Nullable UTF8String file(InternalRow row) {
        return row.isNullAt(file) ? null : row.getUTF8String(file);
    }

    private long line(InternalRow row) {
        return row.isNullAt(line) ? FailingRowExamples.Place.UNKNOWN : row.getLong(line);
    }

    private void warn(InternalRow row, ArrayData reasons) throws IOException {
        if (hides) {
            warned.add(FailingRowExamples.Place.of(file(row), line(row)), origin(row, reasons));
        } else {
            outlets.write(SideOutput.WARNED, withReasons(row, reasons));
        }
    }

    private InternalRow withReasons(InternalRow row, ArrayData reasons) {
        return new JoinedRow(quarantined.of(row), origin(row, reasons));
    }

    /** Run, file, line, reasons. */
    private InternalRow origin(InternalRow row, ArrayData reasons) {
        return new GenericInternalRow(
                new @Nullable Object[] {run, file(row), row.isNullAt(line) ? null : row.getLong(line), reasons});
    }

    private static InternalRow fate(int fate) {
        return new GenericInternalRow(new Object[] {fate});
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        writeBatch();
        warned.writeTo(outlets);
        return new GoverningMessage(
                outlets.commitProduct(),
                outlets.commit(),
                new SinkResult.Counts(producedRows, releasedRows, quarantinedRows, droppedRows, unreadableRecords),
                judge.failed(),
                judge.notEvaluated(),
                judge.leftOut(),
                examples.all(),
                causes.all(),
                hash.sum(),
                releasedState.state(),
                quarantinedState.state(),
                watch.findings(minorRows, agelessRows));
    }

    @Override
    public void abort() throws IOException {
        outlets.abort();
    }

    @Override
    public void close() throws IOException {
        outlets.close();
    }
}
