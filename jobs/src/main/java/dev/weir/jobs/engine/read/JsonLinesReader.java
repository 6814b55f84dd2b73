package dev.weir.jobs.engine.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.weir.contracts.Source;
import dev.weir.contracts.text.FieldPath;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads JSON lines: each line is one object, columns stand at paths in it, and what it lacks is NULL. */
final class JsonLinesReader implements RecordReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Source.Dialect.MOST_RECORD_BYTES) // a record's limit is its strings' limit
                    .build())
            .build();

    private final ByteFeed feed;
    private final RecordRow row;
    private final ReadTally tally;
    private final int recordBytes;
    private final ReadColumn[] columns;
    private final JsonColumn[] readers;
    private final JsonPlaces places;
    private int end;
    private long line;

    /** @param firstLine the number in the file of the feed's first line */
    JsonLinesReader(ByteFeed feed, ReadSpec spec, RecordRow row, long firstLine, ReadTally tally) {
        this.feed = feed;
        this.row = row;
        this.tally = tally;
        this.line = firstLine - 1;
        this.recordBytes = spec.limits().recordBytes();
        this.columns = spec.columns().toArray(ReadColumn[]::new);
        this.readers = new JsonColumn[columns.length];
        for (int i = 0; i < columns.length; i++) {
            readers[i] =
                    new JsonColumn(columns[i].type(), columns[i].nullValues(), columns[i].header(), tally::unknownKey);
        }
        this.places = JsonPlaces.of(spec.columns().stream()
                .map(column -> FieldPath.of(column.header()))
                .toList());
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            feed.start = Math.max(end, feed.start);
            end = 0;
            if (feed.start == feed.limit && !feed.more()) {
                return false;
            }
            line++;
            end = findEnd();
            if (end == ByteFeed.NO_LINE_END) {
                feed.skipLine();
                refuse(Unreadable.TOO_LONG, "more bytes than a record may have");
                return true;
            }
            if (isBlank(end - 1)) {
                tally.skippedLines(1);
                continue;
            }
            readRecord(end - 1);
            return true;
        }
    }

    /** Behind the line, unless it is too long. */
    private int findEnd() throws IOException {
        while (true) {
            int found = feed.lineEnd(feed.start);
            boolean tooLong = (found == ByteFeed.NO_LINE_END ? feed.limit : found) - feed.start > recordBytes + 1;
            if (tooLong || found != ByteFeed.NO_LINE_END) {
                return tooLong ? ByteFeed.NO_LINE_END : found;
            }
            if (!feed.more()) {
                throw new IllegalStateException("The feed's last line has no end.");
            }
        }
    }

    private boolean isBlank(int to) {
        for (int i = feed.start; i < to; i++) {
            if (feed.bytes[i] != ' ' && feed.bytes[i] != '\t' && feed.bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private void readRecord(int to) throws IOException {
        if (!WellFormedUtf8.wellFormed(feed.bytes, feed.start, to)) {
            refuse(Unreadable.ENCODING, "bytes that are no text in the file's encoding");
            return;
        }
        row.start(line);
        try (JsonParser parser = JSON.createParser(feed.bytes, feed.start, to - feed.start)) {
            if (hasZeroByte(to) || parser.nextToken() != JsonToken.START_OBJECT) {
                refuse(Unreadable.NOT_JSON, "no JSON object");
                return;
            }
            for (int i = 0; i < columns.length; i++) {
                row.setAbsent(i);
            }
            readObject(parser, places);
            if (parser.nextToken() != null) {
                refuse(Unreadable.NOT_JSON, "more than one JSON value");
                return;
            }
        } catch (JsonProcessingException e) {
            // the parser's message may quote the record
            refuse(
                    Unreadable.NOT_JSON,
                    "no well-formed JSON object, or a key twice, at byte "
                            + (e.getLocation() == null ? 0 : e.getLocation().getByteOffset() + 1));
            return;
        }
        row.finish();
        tally.record(row);
    }

    /** The parser would take zero bytes at the beginning for another encoding; in JSON text there are none. */
    private boolean hasZeroByte(int to) {
        for (int i = feed.start; i < Math.min(to, feed.start + 4); i++) {
            if (feed.bytes[i] == 0) {
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
                tally.unknownKey(object.path().isEmpty() ? key : object.path() + "." + key);
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
        row.setAbsent(column);
        if (columns[column].onBadValue() == OnBadValue.NULL_AND_WARN) {
            tally.badValue(column);
        } else {
            row.unreadable(
                    Unreadable.TYPE,
                    UTF8String.fromString(columns[column].name()),
                    UTF8String.fromString(readers[column].expectation()));
        }
    }

    private void refuse(Unreadable why, String detail) {
        row.start(line);
        row.unreadable(why, null, UTF8String.fromString(detail));
        row.finish();
        tally.record(row);
    }

    @Override
    public InternalRow row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
