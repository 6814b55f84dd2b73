package dev.weir.jobs.engine.read.fhir;

import dev.weir.contracts.format.fhir.FhirPath;
import dev.weir.contracts.format.fhir.FhirPlace;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column at its place in resources: finds its value, and reads it. */
final class PlacedColumn {

    private final FhirPath path;
    private final FhirColumn reader;
    private final @Nullable FhirReference reference;

    /** @throws IllegalArgumentException when resources of the type have no such place */
    PlacedColumn(ReadColumn column, String resource, FhirPath path, String baseUrl) {
        FhirPlace place;
        try {
            place = FhirPlace.of(resource, path);
        } catch (FhirPlace.Nowhere nowhere) {
            throw new IllegalArgumentException(nowhere);
        }
        this.path = place.path();
        this.reader = new FhirColumn(column.type(), place.end(), column.nullValues());
        this.reference = path.target().isEmpty() ? null : new FhirReference(path.target(), baseUrl);
    }

    /** The value that a resource has at the place; null where it has none. */
    @Nullable
    JsonTree value(JsonTree resource) {
        JsonTree at = resource;
        for (FhirPath.Step step : path.steps()) {
            at = at instanceof JsonTree.Fields fields ? fields.values().get(step.element()) : at;
            FhirPath.Pick pick = step.pick().orElse(null);
            if (at instanceof JsonTree.Items items && pick != null) {
                at = pick(items.values(), pick);
            }
            if (at == null || at instanceof JsonTree.Wrong) {
                return at;
            }
        }
        return reference == null || !(at instanceof JsonTree.Fields fields)
                ? at
                : fields.values().get("reference");
    }

    private static @Nullable JsonTree pick(List<JsonTree> values, FhirPath.Pick pick) {
        if (pick instanceof FhirPath.At at) {
            return at.index() < values.size() ? values.get(at.index()) : null;
        }
        FhirPath.With with = (FhirPath.With) pick;
        JsonTree found = null;
        for (JsonTree value : values) {
            if (value instanceof JsonTree.Wrong) {
                return value; // it may be the one
            }
            if (value instanceof JsonTree.Fields fields
                    && fields.values().get(with.element()) instanceof JsonTree.Wrong wrong) {
                return wrong; // it may be the one
            }
            boolean isMeant = value instanceof JsonTree.Fields fields
                    && fields.values().get(with.element()) instanceof JsonTree.Leaf leaf
                    && leaf.text().equals(with.text());
            if (isMeant && found != null) {
                return new JsonTree.Wrong("not one value: several have " + with);
            }
            found = isMeant ? value : found;
        }
        return found;
    }

    /** Sets the column to the value at its place, or answers what this is not. */
    @Nullable
    String read(JsonTree value, RecordRow row, int column) {
        if (reference == null || !(value instanceof JsonTree.Leaf leaf)) {
            return reader.read(value, row, column);
        }
        try {
            return reader.readText(reference.key(leaf.text()), row, column);
        } catch (FhirReference.NoKey none) {
            return none.why();
        }
    }
}
