package dev.weir.jobs.engine.read.fhir;

import com.fasterxml.jackson.core.JsonToken;
import dev.weir.contracts.format.fhir.FhirDefinitions;
import dev.weir.contracts.format.fhir.FhirElement;
import dev.weir.contracts.format.fhir.FhirPrimitive;
import dev.weir.jobs.engine.read.lines.JsonLineReader;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.jspecify.annotations.Nullable;

/** Reads the values of an element, or of what is within one, as those of a type. */
final class FhirColumn {

    private final ValueType type;
    private final @Nullable FhirPrimitive primitive;
    private final List<String> nullValues;
    private final ValueReader reader;

    /** Of the values of a list, or of the fields of an object. */
    private final List<FhirColumn> inner = new ArrayList<>();

    private final RecordRow values;

    FhirColumn(ValueType type, FhirElement element, List<String> nullValues) {
        this.type = type;
        this.primitive = FhirPrimitive.of(element.type()).orElse(null);
        this.nullValues = nullValues;
        this.reader = ValueReader.of(type);
        if (type instanceof ValueType.ListOf list) {
            inner.add(new FhirColumn(list.element(), element, nullValues));
        } else if (type instanceof ValueType.ObjectOf object) {
            for (ValueType.Field field : object.fields()) {
                FhirElement own = FhirDefinitions.r4()
                        .element(element.type(), field.name())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "FHIR R4 has no '" + field.name() + "' in '" + element.name() + "'"));
                inner.add(new FhirColumn(field.type(), own, nullValues));
            }
        }
        this.values = type instanceof ValueType.ObjectOf object
                ? RecordRow.of(object.struct())
                : RecordRow.ofOne(type instanceof ValueType.ListOf list ? list.element() : type);
    }

    /** Sets the column to a value, or answers what this is not. */
    @Nullable
    String read(JsonTree tree, RecordRow row, int column) {
        if (tree instanceof JsonTree.Wrong wrong) {
            return wrong.why();
        } else if (tree instanceof JsonTree.Leaf leaf) {
            return leaf(leaf, row, column);
        } else if (tree instanceof JsonTree.Items items && type instanceof ValueType.ListOf) {
            return list(items, row, column);
        } else if (tree instanceof JsonTree.Fields fields && type instanceof ValueType.ObjectOf object) {
            return object(fields, object, row, column);
        }
        return reader.expectation();
    }

    private @Nullable String list(JsonTree.Items items, RecordRow row, int column) {
        FhirColumn of = inner.get(0);
        List<@Nullable Object> read = new ArrayList<>();
        for (JsonTree item : items.values()) {
            String wrong = of.read(item, values, 0);
            if (wrong != null) {
                return wrong;
            }
            read.add(values.value(0));
        }
        row.setObject(column, new GenericArrayData(read.toArray()));
        return null;
    }

    private @Nullable String object(JsonTree.Fields tree, ValueType.ObjectOf object, RecordRow row, int column) {
        @Nullable Object[] read = new @Nullable Object[inner.size()];
        for (int i = 0; i < read.length; i++) {
            JsonTree value = tree.values().get(object.fields().get(i).name());
            String wrong = value == null ? null : inner.get(i).read(value, values, i);
            if (wrong != null) {
                return wrong;
            }
            read[i] = value == null ? null : values.value(i);
        }
        row.setObject(column, new GenericInternalRow(read));
        return null;
    }

    private @Nullable String leaf(JsonTree.Leaf leaf, RecordRow row, int column) {
        String text = leaf.text();
        if (leaf.token() == JsonToken.VALUE_NULL || nullValues.contains(text)) {
            row.setAbsent(column);
            return null;
        }
        if (primitive == null || !JsonLineReader.isText(text)) {
            return reader.expectation();
        }
        if (!primitive.has(text)) {
            return primitive.expectation();
        }
        if (primitive.isPartial() && lacks(text) != null) {
            return lacks(text);
        }
        return readText(text, row, column);
    }

    /** Sets the column to the value of a text that FHIR allows, or answers what this is not. */
    @Nullable
    String readText(String text, RecordRow row, int column) {
        return reader.read(text, row, column) ? null : reader.expectation();
    }

    /** What a date or time lacks that the type has, which is not added to it; null where it lacks nothing. */
    private @Nullable String lacks(String text) {
        if (type instanceof ValueType.Day && text.length() < "yyyy-MM-dd".length()) {
            return "a date without its day";
        } else if (type instanceof ValueType.Day && text.length() > "yyyy-MM-dd".length()) {
            return "a date with a time";
        } else if (type instanceof ValueType.Instant && text.length() <= "yyyy-MM-dd".length()) {
            return "a date without a time";
        }
        return null;
    }
}
