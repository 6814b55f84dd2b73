package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.value.InvalidValueError;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads texts as the readers of files read the values of a column. For one thread; compiled plans call it. */
public final class StrictText {
    private final ValueReader reader;
    private final RecordRow row;
    private final InvalidValueError none;

    /** A reader of values of a type. */
    public StrictText(ValueType type) {
        this.reader = ValueReader.of(type);
        this.row = RecordRow.ofOne(type);
        this.none = new InvalidValueError(reader.expectation());
    }

    /**
     * The value of a text, in the first column of a row that the next text overwrites.
     *
     * @throws InvalidValueError when it is none
     */
    public InternalRow read(UTF8String text) {
        byte[] bytes = text.getBytes();
        if (!reader.read(bytes, 0, bytes.length, row, 0)) {
            throw none;
        }
        return row;
    }
}
