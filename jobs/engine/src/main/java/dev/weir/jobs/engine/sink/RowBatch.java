package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.mask.MaskedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Some released rows, clear and as they go out. Each step of the pass takes all of them before the next step begins, so that its
 * code and its tables stay in the processor's caches. Rows are copied, since Spark hands over the same one again and again.
 */
final class RowBatch {

    /** Few enough for the rows to stay in a cache themselves. */
    private static final int ROWS = 64;

    /** Long rows make short batches. */
    private static final int BYTES = 1 << 18;

    private final Supplier<MaskedRow> views;
    private final List<MaskedRow> masked = new ArrayList<>();
    private final InternalRow[] clear = new InternalRow[ROWS];
    private int size;
    private long bytes;

    RowBatch(Supplier<MaskedRow> views) {
        this.views = views;
    }

    /** Takes a copy of a row in; the batch must not be full. */
    void add(InternalRow row) {
        InternalRow copy = copy(row);
        clear[size] = copy;
        if (size == masked.size()) {
            masked.add(views.get());
        }
        masked.get(size).of(copy);
        size++;
    }

    private InternalRow copy(InternalRow row) {
        if (!(row instanceof UnsafeRow compact)) {
            return row.copy();
        }
        bytes += compact.getSizeInBytes();
        if (clear[size] instanceof UnsafeRow before) {
            before.copyFrom(compact);
            return before;
        }
        return compact.copy();
    }

    boolean isFull() {
        return size == ROWS || bytes >= BYTES;
    }

    int size() {
        return size;
    }

    InternalRow clear(int i) {
        return clear[i];
    }

    MaskedRow masked(int i) {
        return masked.get(i);
    }

    /** Ready for the next rows; the memory of these is used again. */
    void empty() {
        size = 0;
        bytes = 0;
    }
}
