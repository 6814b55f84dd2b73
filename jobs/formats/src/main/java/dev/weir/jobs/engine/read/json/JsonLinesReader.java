package dev.weir.jobs.engine.read.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.contracts.text.FieldPath;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.JsonLineReader;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.IOException;
import java.util.List;

/** Reads JSON lines: each line is one object, columns stand at paths in it, and what it lacks is NULL. */
final class JsonLinesReader extends JsonLineReader {
    private final JsonColumn[] readers;
    private final int[] met;
    private final JsonPlaces places;

    JsonLinesReader(ReadPart part) {
        super(part);
        List<ReadColumn> columns = part.spec().columns();
        this.readers = new JsonColumn[columns.size()];
        this.met = new int[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            ReadColumn column = columns.get(i);
            met[i] = tally.place(column.header(), column.name());
            readers[i] = new JsonColumn(column.type(), column, column.header(), tally);
        }
        this.places = JsonPlaces.of(
                columns.stream().map(column -> FieldPath.of(column.header())).toList());
    }

    @Override
    protected void read(JsonParser parser) throws IOException {
        readObject(parser, places);
        isAll(parser);
    }

    private void readObject(JsonParser parser, JsonPlaces object) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            JsonPlaces value = object.key(key);
            if (value == null) {
                tally.unread(object.path(), key);
                parser.skipChildren();
            } else {
                readValue(parser, value);
            }
        }
    }

    /** NULL in the place of an object or array has no columns below it; anything else than what the paths lead through is wrong for all. */
    private void readValue(JsonParser parser, JsonPlaces value) throws IOException {
        JsonToken token = parser.currentToken();
        if (value.isColumn()) {
            tally.met(met[value.column()]);
            if (!readers[value.column()].read(parser, row, value.column())) {
                badValue(value.column());
            }
        } else if (token == JsonToken.START_OBJECT && value.isObject()) {
            readObject(parser, value);
        } else if (token == JsonToken.START_ARRAY && value.isArray()) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                JsonPlaces element = value.place(i);
                if (element == null) {
                    parser.skipChildren();
                } else {
                    readValue(parser, element);
                }
            }
        } else if (token != JsonToken.VALUE_NULL) {
            parser.skipChildren();
            value.columns().forEach(this::badValue);
        }
    }

    private void badValue(int column) {
        badValue(column, readers[column].expectation());
    }
}
