package dev.weir.jobs.engine.read.vcf;

import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.jspecify.annotations.Nullable;

/** Reads one value, or a list with a separator between its values, by a column's type. The missing value is NULL. */
final class VcfValue {

    /** How the texts are written. */
    enum Writing {
        PLAIN,
        /** As {@link PercentText}. */
        ENCODED
    }

    private final ValueReader reader;
    private final @Nullable VcfValue element;
    private final RecordRow elementRow;
    private final char separator;
    private final boolean isEncoded;

    VcfValue(ValueType type, List<String> nullValues, char separator, Writing writing) {
        this.reader = ValueReader.of(type, nullValues);
        this.separator = separator;
        this.isEncoded = writing == Writing.ENCODED;
        this.element = type instanceof ValueType.ListOf list
                ? new VcfValue(list.element(), nullValues, separator, writing)
                : null;
        ValueType inner = type instanceof ValueType.ListOf list ? list.element() : type;
        this.elementRow = RecordRow.ofOne(inner);
    }

    /** Sets the column to the value of the bytes, or answers false if they are none of the type. */
    boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
        if (VcfForms.isMissing(bytes, from, to)) {
            row.setAbsent(column);
            return true;
        }
        if (element != null) {
            return readList(element, bytes, from, to, row, column);
        }
        if (isEncoded && PercentText.has(bytes, from, to)) {
            byte[] text = PercentText.decoded(bytes, from, to);
            return text != null && reader.read(text, 0, text.length, row, column);
        }
        return reader.read(bytes, from, to, row, column);
    }

    private boolean readList(VcfValue elements, byte[] bytes, int from, int to, RecordRow row, int column) {
        int count = from == to ? 0 : VcfForms.count(separator, bytes, from, to) + 1;
        @Nullable Object[] values = new @Nullable Object[count];
        int start = from;
        for (int i = 0; i < values.length; i++) {
            int end = VcfForms.until(separator, bytes, start, to);
            if (!elements.read(bytes, start, end, elementRow, 0)) {
                return false;
            }
            values[i] = elementRow.value(0);
            start = end + 1;
        }
        row.setObject(column, new GenericArrayData(values));
        return true;
    }

    /** What a value is not, for people. */
    String expectation() {
        return element == null
                ? reader.expectation() + (isEncoded ? ", or a text with a % that encodes no character" : "")
                : "a list with a value that is " + element.expectation();
    }
}
