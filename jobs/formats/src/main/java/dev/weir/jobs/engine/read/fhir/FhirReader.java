package dev.weir.jobs.engine.read.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.format.fhir.FhirPath;
import dev.weir.contracts.format.fhir.FhirPlace;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.LineReader;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads lines of which each is a resource of FHIR R4, all of one type. */
final class FhirReader extends LineReader {
    /** Refuses keys that stand twice in an object. */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(TextStorage.MOST_RECORD_BYTES) // a record's limit is its strings' limit
                    .build())
            .build();

    private final List<PlacedColumn> columns = new ArrayList<>();
    private final int[] met;
    private final FhirWalk walk;

    FhirReader(ReadPart part, String baseUrl) {
        super(part);
        List<ReadColumn> asked = part.spec().columns();
        List<FhirPath> paths =
                asked.stream().map(column -> FhirPath.of(column.header())).toList();
        String resource = paths.stream()
                .map(FhirPath::resource)
                .filter(type -> !type.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No column says of which type the resources are."));
        this.met = new int[asked.size()];
        for (int i = 0; i < met.length; i++) {
            ReadColumn column = asked.get(i);
            met[i] = tally.place(column.header(), column.name());
            columns.add(new PlacedColumn(column, place(resource, paths.get(i)), baseUrl));
        }
        this.walk = new FhirWalk(resource, WantedElements.of(paths, asked), tally::unread);
    }

    private static FhirPlace place(String resource, FhirPath path) {
        try {
            return FhirPlace.of(resource, path);
        } catch (FhirPlace.Nowhere nowhere) {
            throw new IllegalArgumentException(nowhere);
        }
    }

    @Override
    protected void read(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            if (hasZeroByte(bytes, from, to) || parser.nextToken() != JsonToken.START_OBJECT) {
                refuse(Unreadable.NOT_JSON, "no JSON object");
                return;
            }
            JsonTree.Fields resource = walk.read(parser);
            if (parser.nextToken() != null) {
                refuse(Unreadable.NOT_JSON, "more than one JSON value");
                return;
            }
            for (int i = 0; i < met.length; i++) {
                set(i, resource);
            }
        } catch (NotFhirException none) {
            refuse(Unreadable.NOT_FHIR, none.why());
        } catch (JsonProcessingException e) {
            // the parser's message may quote the record
            refuse(
                    Unreadable.NOT_JSON,
                    "no well-formed JSON object, or a key twice, at byte "
                            + (e.getLocation() == null ? 0 : e.getLocation().getByteOffset() + 1));
        }
    }

    private void set(int column, JsonTree.Fields resource) {
        JsonTree value = columns.get(column).value(resource);
        if (value != null) {
            tally.met(met[column]);
            String wrong = columns.get(column).read(value, row, column);
            if (wrong != null) {
                badValue(column, wrong);
            }
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
}
