package dev.weir.lineage.sending;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys of a file of OpenLineage's that its client passes over without a word. A section that it does not know is none of them: it
 * may be of another of OpenLineage's integrations, such as that for Spark.
 */
final class UnknownKeys extends DeserializationProblemHandler {

    private final Place file;
    private final List<Problem> found = new ArrayList<>();

    private UnknownKeys(Place file) {
        this.file = file;
    }

    /** Those of a file that the client can read. */
    static List<Problem> in(Path file) {
        UnknownKeys keys = new UnknownKeys(Place.of(file.toString()));
        try {
            OpenLineageClientUtils.newObjectMapper(new YAMLFactory())
                    .addHandler(keys)
                    .readValue(file.toFile(), new TypeReference<OpenLineageConfig<?>>() {});
        } catch (IOException e) {
            return List.of(); // it has changed since the client read it
        }
        return List.copyOf(keys.found);
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object section,
            String name)
            throws IOException {
        String key = parser.getParsingContext().pathAsPointer().toString().substring(1);
        if (key.contains("/")) {
            int line = Math.max(0, parser.currentLocation().getLineNr());
            found.add(new Problem(
                    Code.UNKNOWN_FIELD,
                    new Place(file.file(), line, 0),
                    "OpenLineage's client does not know the key '" + key.replace('/', '.') + "'",
                    "it passes over the key and what the key says",
                    "compare it with OpenLineage's page of its configuration, or take it out"));
        }
        parser.skipChildren();
        return true;
    }
}
