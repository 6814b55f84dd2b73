package dev.weir.jobs.engine.read.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.lines.JsonLineReader;
import dev.weir.jobs.engine.read.value.Literals;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.jspecify.annotations.Nullable;

/** Reads the JSON values of one column: the token must be of the kind that the type has in JSON, then the text decides. */
final class JsonColumn {
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
        this.tokens = tokens(type);
        this.nullValues = column.nullValues();
        ValueType inner = type instanceof ValueType.ListOf list ? list.element() : type;
        this.element = type instanceof ValueType.ListOf ? new JsonColumn(inner, column, path + "[]", tally) : null;
        this.elementRow = RecordRow.ofOne(inner);
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
        String plain = token == JsonToken.VALUE_NUMBER_FLOAT && type instanceof ValueType.Whole ? whole(text) : text;
        return JsonLineReader.isText(text) && reader.read(plain, row, column);
    }

    /**
     * The digits of a number whose fraction is zero, since JSON does not tell {@code 1.0} from {@code 1} (JSON Schema 2020-12,
     * Validation, 6.1.1); any other as it is.
     */
    private static String whole(String number) {
        BigDecimal value = Literals.number(number);
        return value != null
                        && (value.signum() == 0 || value.stripTrailingZeros().scale() <= 0)
                ? value.toBigInteger().toString()
                : number;
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

    /** Which JSON tokens may be values of a type. */
    private static Set<JsonToken> tokens(ValueType type) {
        return switch (type.kind()) {
            case TEXT, DAY, INSTANT, WALL_CLOCK, TIME_OF_DAY -> EnumSet.of(JsonToken.VALUE_STRING);
            case AS_WRITTEN ->
                EnumSet.of(
                        JsonToken.VALUE_STRING,
                        JsonToken.VALUE_NUMBER_INT,
                        JsonToken.VALUE_NUMBER_FLOAT,
                        JsonToken.VALUE_TRUE,
                        JsonToken.VALUE_FALSE);
            case WHOLE, EXACT, REAL -> EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
            case FLAG ->
                type.equals(ValueType.Flag.WORDS)
                        ? EnumSet.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE)
                        : EnumSet.of(JsonToken.VALUE_STRING);
            case LIST_OF -> EnumSet.of(JsonToken.START_ARRAY);
            case OBJECT_OF -> EnumSet.of(JsonToken.START_OBJECT);
        };
    }
}
