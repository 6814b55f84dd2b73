package dev.weir.jobs.engine.read.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordColumns;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads the JSON values of one column: the token must be of the kind that the type has in JSON, then the text decides. */
final class JsonColumn {
    private static final Set<JsonToken> NUMBERS = EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);

    private final ValueReader reader;
    private final Set<JsonToken> tokens;
    private final List<String> nullValues;
    private final @Nullable JsonColumn element;
    private final RecordRow elementRow;
    private final @Nullable JsonObjectColumn object;
    private final ValueType type;

    /**
     * @param type of the column, or of what is within
     * @param path to it
     * @param tally gets the fields of objects that are met, and the keys that are none
     */
    JsonColumn(ValueType type, ReadColumn column, String path, ReadTally tally) {
        this.type = type;
        this.object =
                type instanceof ValueType.ObjectOf fields ? new JsonObjectColumn(fields, column, path, tally) : null;
        this.reader = ValueReader.of(type);
        this.tokens = type.match(new Tokens());
        this.nullValues = column.nullValues();
        ValueType inner = type instanceof ValueType.ListOf list ? list.element() : type;
        this.element = type instanceof ValueType.ListOf ? new JsonColumn(inner, column, path + "[]", tally) : null;
        this.elementRow = new RecordRow(
                RecordColumns.appendTo(new StructType().add("element", inner.sparkType())), UTF8String.EMPTY_UTF8);
    }

    /** Sets the column to the parser's current value, or answers false if it is none of the type. */
    boolean read(JsonParser parser, RecordRow row, int column) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            row.setAbsent(column);
            return true;
        }
        if (!tokens.contains(token)) {
            parser.skipChildren();
            return false;
        }
        if (object != null) {
            return object.read(parser, row, column);
        }
        if (element != null) {
            return readList(parser, element, row, column);
        }
        String text = parser.getText();
        if (token == JsonToken.VALUE_STRING && nullValues.contains(text)) {
            row.setAbsent(column);
            return true;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return isText(text) && reader.read(bytes, 0, bytes.length, row, column);
    }

    private boolean readList(JsonParser parser, JsonColumn elements, RecordRow row, int column) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        boolean good = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            good &= elements.read(parser, elementRow, 0);
            values.add(good ? elementRow.value(0) : null);
        }
        row.setObject(column, new GenericArrayData(values.toArray()));
        return good;
    }

    String expectation() {
        return tokens.contains(JsonToken.VALUE_STRING) && type instanceof ValueType.Text
                ? "not a JSON string of whole characters"
                : reader.expectation();
    }

    /** Whether escapes in the JSON have left no half of a surrogate pair, which is no character. */
    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Which JSON tokens may be values of a type. */
    private static final class Tokens implements ValueType.Cases<Set<JsonToken>> {
        private static final Set<JsonToken> STRING = EnumSet.of(JsonToken.VALUE_STRING);
        private static final Set<JsonToken> SCALARS = EnumSet.of(
                JsonToken.VALUE_STRING,
                JsonToken.VALUE_NUMBER_INT,
                JsonToken.VALUE_NUMBER_FLOAT,
                JsonToken.VALUE_TRUE,
                JsonToken.VALUE_FALSE);

        @Override
        public Set<JsonToken> text(ValueType.Text type) {
            return STRING;
        }

        @Override
        public Set<JsonToken> asWritten(ValueType.AsWritten type) {
            return SCALARS;
        }

        @Override
        public Set<JsonToken> whole(ValueType.Whole type) {
            return NUMBERS;
        }

        @Override
        public Set<JsonToken> exact(ValueType.Exact type) {
            return NUMBERS;
        }

        @Override
        public Set<JsonToken> real(ValueType.Real type) {
            return NUMBERS;
        }

        @Override
        public Set<JsonToken> flag(ValueType.Flag type) {
            return type.equals(ValueType.Flag.WORDS) ? EnumSet.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE) : STRING;
        }

        @Override
        public Set<JsonToken> day(ValueType.Day type) {
            return STRING;
        }

        @Override
        public Set<JsonToken> instant(ValueType.Instant type) {
            return STRING;
        }

        @Override
        public Set<JsonToken> wallClock(ValueType.WallClock type) {
            return STRING;
        }

        @Override
        public Set<JsonToken> timeOfDay(ValueType.TimeOfDay type) {
            return STRING;
        }

        @Override
        public Set<JsonToken> listOf(ValueType.ListOf type) {
            return EnumSet.of(JsonToken.START_ARRAY);
        }

        @Override
        public Set<JsonToken> objectOf(ValueType.ObjectOf type) {
            return EnumSet.of(JsonToken.START_OBJECT);
        }
    }
}
