package dev.weir.jobs.engine.read.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.contracts.text.FieldPath;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/** Reads the JSON objects of one column: a field that an object lacks is NULL, and one that is none of its type spoils the whole. */
final class JsonObjectColumn {
    private final JsonColumn[] fields;
    private final Map<String, Integer> placeOf = new HashMap<>();
    private final RecordRow values;
    private final String path;
    private final int[] met;
    private final ReadTally tally;

    JsonObjectColumn(ValueType.ObjectOf type, ReadColumn column, String path, ReadTally tally) {
        this.path = path;
        this.tally = tally;
        this.values = RecordRow.of(type.struct());
        this.fields = new JsonColumn[type.fields().size()];
        this.met = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            ValueType.Field field = type.fields().get(i);
            String place = path + new FieldPath.Key(field.name()).display();
            met[i] = tally.place(place, column.name());
            fields[i] = new JsonColumn(field.type(), column, place, tally);
            placeOf.put(field.name(), i);
        }
    }

    /** Sets the column to the object whose first token is the parser's current one, or answers false. */
    boolean read(JsonParser parser, RecordRow row, int column) throws IOException {
        values.setAllAbsent();
        boolean good = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            Integer place = placeOf.get(key);
            if (place == null) {
                tally.unread(path, key);
                parser.skipChildren();
            } else {
                tally.met(met[place]);
                good &= fields[place].read(parser, values, place);
            }
        }
        if (good) {
            // The next object of a list overwrites the values.
            @Nullable Object[] kept = new @Nullable Object[fields.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = values.value(i);
            }
            row.setObject(column, new GenericInternalRow(kept));
        }
        return good;
    }
}
