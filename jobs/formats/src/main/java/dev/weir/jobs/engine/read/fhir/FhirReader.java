package dev.weir.jobs.engine.read.fhir;

import com.fasterxml.jackson.core.JsonParser;
import dev.weir.contracts.format.fhir.FhirPath;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.JsonLineReader;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads lines of which each is a resource of FHIR R4, all of one type. */
final class FhirReader extends JsonLineReader {
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
            columns.add(new PlacedColumn(column, resource, paths.get(i), baseUrl));
        }
        this.walk = new FhirWalk(resource, WantedElements.of(paths, asked), tally::unread);
    }

    @Override
    protected void read(JsonParser parser) throws IOException {
        try {
            JsonTree.Fields resource = walk.read(parser);
            if (isAll(parser)) {
                for (int i = 0; i < met.length; i++) {
                    set(i, resource);
                }
            }
        } catch (NotFhirException none) {
            refuse(Unreadable.NOT_FHIR, none.why());
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
}
