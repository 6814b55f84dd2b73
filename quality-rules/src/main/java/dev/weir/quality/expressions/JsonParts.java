package dev.weir.quality.expressions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.weir.quality.expressions.ValueException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.GetJsonObject;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a text in JSON, each or a {@link ValueException}: Spark writes a number with a point or an exponent as the nearest
 * double, which is another one where it has many digits. Public because the code that Spark generates calls it.
 */
public final class JsonParts extends PlanObject {

    private static final long serialVersionUID = 1L;

    /**
     * As Spark reads it: texts may stand in single quotes and hold control characters. A key stands once in an object, as in a
     * source: of two, Spark's functions take the first here and the last there.
     */
    static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /** What stands in a probe for a number that Spark changes; it writes none of those like that. */
    private static final byte ZERO = '0';

    /** The last; read and written by any thread, since one holds no state. */
    private transient @Nullable Search last;

    JsonParts(SQLQueryContext place) {
        super("json", place);
    }

    private record Search(UTF8String path, GetJsonObject inSpark) {
        static Search of(UTF8String path) {
            UTF8String own = path.clone();
            return new Search(
                    own,
                    new GetJsonObject(
                            new BoundReference(0, DataTypes.StringType, true), new Literal(own, DataTypes.StringType)));
        }

        @Nullable
        Object in(UTF8String json) {
            return inSpark.eval(new GenericInternalRow(new Object[] {json}));
        }
    }

    /** {@code get_json_object}: what stands at a path, NULL where nothing does. */
    public @Nullable UTF8String at(UTF8String json, UTF8String path) {
        Optional<UTF8String> probe = probe(json);
        Search search = search(path);
        Object found = search.in(json);
        // Where another number in its place gives another answer, it is a part of the answer.
        if (found != null && probe.isPresent() && !found.equals(search.in(probe.get()))) {
            throw failure(Kind.CAST_OVERFLOW);
        }
        return (UTF8String) found;
    }

    private Search search(UTF8String path) {
        Search known = last;
        if (known == null || !known.path.equals(path)) {
            known = Search.of(path);
            last = known;
        }
        return known;
    }

    /** The text with 0 for each number that Spark cannot write; empty where there is none. */
    private Optional<UTF8String> probe(UTF8String json) {
        byte[] bytes = json.getBytes();
        ByteArrayOutputStream probe = new ByteArrayOutputStream();
        int written = 0;
        try (JsonParser parser = JSON.createParser(bytes)) {
            required(parser.nextToken() != null);
            int depth = 0;
            do {
                depth += change(parser.currentToken());
                if (isChanged(parser)) {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    probe.write(bytes, written, start - written);
                    probe.write(ZERO);
                    written = start + parser.getTextLength();
                }
            } while (parser.nextToken() != null && depth > 0);
            required(parser.currentToken() == null);
        } catch (IOException broken) {
            throw failure(Kind.JSON_INVALID);
        }
        if (written == 0) {
            return Optional.empty();
        }
        probe.write(bytes, written, bytes.length - written);
        return Optional.of(UTF8String.fromBytes(probe.toByteArray()));
    }

    /** {@code json_tuple}: a text all of whose numbers Spark can write that stand in some fields. */
    public UTF8String withFields(UTF8String json, ArrayData names) {
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < names.numElements(); i++) {
            if (!names.isNullAt(i)) {
                asked.add(names.getUTF8String(i).toString());
            }
        }
        try (JsonParser parser = JSON.createParser(json.getBytes())) {
            required(parser.nextToken() != null);
            int depth = 0;
            boolean isAsked = false;
            do {
                JsonToken token = parser.currentToken();
                depth += change(token);
                if (depth == 1 && token == JsonToken.FIELD_NAME) {
                    isAsked = asked.contains(parser.currentName());
                } else if (isAsked && isChanged(parser)) {
                    throw failure(Kind.CAST_OVERFLOW);
                }
            } while (parser.nextToken() != null && depth > 0);
            required(parser.currentToken() == null);
            return json;
        } catch (IOException broken) {
            throw failure(Kind.JSON_INVALID);
        }
    }

    private void required(boolean isOneValue) {
        if (!isOneValue) {
            throw failure(Kind.JSON_INVALID);
        }
    }

    private static int change(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    /** Whether Spark writes another number than the one that is there. */
    private static boolean isChanged(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            return false;
        }
        double nearest = parser.getDoubleValue();
        if (!Double.isFinite(nearest)) {
            return true;
        }
        try {
            return new BigDecimal(parser.getText()).compareTo(BigDecimal.valueOf(nearest)) != 0;
        } catch (NumberFormatException beyond) {
            return true;
        }
    }
}
