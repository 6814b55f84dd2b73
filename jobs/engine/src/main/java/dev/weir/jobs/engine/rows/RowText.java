package dev.weir.jobs.engine.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;

/** A value of a row as one text: as JSON has it (see {@link JsonValues}), arrays and structs as the JSON that they are there. */
public final class RowText {

    private static final JsonFactory JSON = new JsonFactory();

    private RowText() {}

    /**
     * The text of a column's value; empty for NULL.
     *
     * @param type of the column
     */
    public static Optional<String> of(InternalRow row, int column, DataType type) {
        if (row.isNullAt(column)) {
            return Optional.empty();
        }
        Object value = row.get(column, type);
        if (JsonValues.isPlain(type)) {
            return Optional.of(JsonValues.text(value, type));
        }
        return Optional.of(
                type instanceof BinaryType ? Base64.getEncoder().encodeToString((byte[]) value) : json(value, type));
    }

    private static String json(Object value, DataType type) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            JsonValues.value(value, type, json);
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be written", e);
        }
        return text.toString();
    }
}
