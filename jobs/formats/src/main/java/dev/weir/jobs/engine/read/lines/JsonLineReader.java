package dev.weir.jobs.engine.read.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.weir.contracts.format.TextStorage;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;

/** Reads lines of which each is one JSON object. The format knows what the object means. */
public abstract class JsonLineReader extends LineReader {
    /** How deep arrays and objects may be nested (RFC 8259, 9: an implementation may set limits). */
    private static final int DEEPEST = 1_000;

    /** Refuses keys that stand twice in an object. A record's limit is that of its texts and numbers, too. */
    public static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(TextStorage.MOST_RECORD_BYTES)
                    .maxNumberLength(TextStorage.MOST_RECORD_BYTES)
                    .build())
            .build();

    protected JsonLineReader(ReadPart part) {
        super(part);
    }

    /**
     * Sets the values of an object and asks whether it {@link #isAll}.
     *
     * @param parser at its first token
     */
    protected abstract void read(JsonParser parser) throws IOException;

    /** RFC 8259, 2: a carriage return between values is a blank, and within a string it is escaped. */
    @Override
    protected boolean returnsAreBlanks() {
        return true;
    }

    @Override
    protected final void read(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            if (hasZeroByte(bytes, from, to) || parser.nextToken() != JsonToken.START_OBJECT) {
                refuse(Unreadable.NOT_JSON, "no JSON object");
            } else {
                read(parser);
            }
        } catch (StreamConstraintsException e) { // of all limits only one is smaller than a record
            refuse(Unreadable.NOT_JSON, "arrays and objects in more than " + DEEPEST + " others, which are not read");
        } catch (JsonProcessingException e) {
            // the parser's message may quote the record
            refuse(
                    Unreadable.NOT_JSON,
                    "no well-formed JSON object, or a key twice, at byte "
                            + (e.getLocation() == null ? 0 : e.getLocation().getByteOffset() + 1));
        }
    }

    /** Whether the object is all of the line; a record with more is refused. */
    protected final boolean isAll(JsonParser parser) throws IOException {
        boolean isAll = parser.nextToken() == null;
        if (!isAll) {
            refuse(Unreadable.NOT_JSON, "more than one JSON value");
        }
        return isAll;
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

    /** Whether escapes in the JSON have left no half of a surrogate pair, which is no character. */
    public static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean isPair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!isPair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
