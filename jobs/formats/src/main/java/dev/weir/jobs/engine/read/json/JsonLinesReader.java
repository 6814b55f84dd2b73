package dev.weir.jobs.engine.read.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.text.FieldPath;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.LineReader;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.util.List;

/** Reads JSON lines: each line is one object, columns stand at paths in it, and what it lacks is NULL. */
final class JsonLinesReader extends LineReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(TextStorage.MOST_RECORD_BYTES) // a record's limit is its strings' limit
                    .build())
            .build();

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
    protected void read(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            if (hasZeroByte(bytes, from, to) || parser.nextToken() != JsonToken.START_OBJECT) {
                refuse(Unreadable.NOT_JSON, "no JSON object");
                return;
            }
            readObject(parser, places);
            if (parser.nextToken() != null) {
                refuse(Unreadable.NOT_JSON, "more than one JSON value");
            }
        } catch (JsonProcessingException e) {
            // the parser's message may quote the record
            refuse(
                    Unreadable.NOT_JSON,
                    "no well-formed JSON object, or a key twice, at byte "
                            + (e.getLocation() == null ? 0 : e.getLocation().getByteOffset() + 1));
        }
    }

    /** The parser would take zero bytes at the beginning for another encoding; in JSON text there are none. */
    private static boolean hasZeroByte(byte[] bytes, int from, int to) {
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
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
