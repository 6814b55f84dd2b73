package dev.weir.jobs.engine.read.avro;

import dev.weir.contracts.text.FieldPath;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.typed.TypedFields;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The fields of a schema's records that hold values, those of nested records by their paths.
 *
 * @param schema of a record
 * @param leaves in the order of the schema
 */
record AvroFields(Schema schema, List<Leaf> leaves) {

    /** Deeper records are not looked into, and neither is a record in itself. */
    private static final int MOST_DEPTH = 64;

    /** A field, and its schema. */
    record Leaf(String path, Schema schema) {}

    /**
     * Of a schema as a file has it.
     *
     * @throws AvroFormatException where it is none, or none of records
     */
    static AvroFields of(String json) throws AvroFormatException {
        Schema schema;
        try {
            schema = new Schema.Parser()
                    .setValidate(false)
                    .setValidateDefaults(false)
                    .parse(json);
        } catch (RuntimeException | StackOverflowError e) {
            AvroFormatException fault = AvroFormatException.damaged("its schema is none of Avro");
            fault.initCause(e);
            throw fault;
        }
        if (schema.getType() != Schema.Type.RECORD) {
            throw new AvroFormatException(
                    "holds values of the type " + schema.getType().getName() + ", and no records.",
                    "Have each value written as a field of a record.");
        }
        List<Leaf> leaves = new ArrayList<>();
        walk(schema, "", List.of(schema), leaves);
        return new AvroFields(schema, List.copyOf(leaves));
    }

    private static void walk(Schema record, String path, List<Schema> within, List<Leaf> leaves) {
        for (Schema.Field field : record.getFields()) {
            String own = path(path, field.name());
            Schema value = value(field.schema());
            boolean isRecord = value.getType() == Schema.Type.RECORD
                    && within.size() < MOST_DEPTH
                    && within.stream().noneMatch(outer -> outer.getFullName().equals(value.getFullName()));
            if (isRecord) {
                List<Schema> deeper = new ArrayList<>(within);
                deeper.add(value);
                walk(value, own, deeper, leaves);
            } else {
                leaves.add(new Leaf(own, field.schema()));
            }
        }
    }

    static String path(String record, String field) {
        String step = new FieldPath.Key(field).display();
        return record.isEmpty() ? new FieldPath(List.of(new FieldPath.Key(field))).display() : record + step;
    }

    /** What a union with null holds besides; the schema itself where it is none such. */
    static Schema value(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        List<Schema> values = schema.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .toList();
        return values.size() == 1 ? values.get(0) : schema;
    }

    /** The columns of a file with such records. */
    TypedFields typed() {
        return new TypedFields(
                leaves.stream().map(Leaf::path).toList(),
                leaves.stream().map(leaf -> type(leaf.schema())).toList(),
                leaves.stream().map(leaf -> words(leaf.schema())).toList());
    }

    /** A type in Avro's words, without names of what lies in it. */
    private static String words(Schema nullable) {
        Schema schema = value(nullable);
        String logical = schema.getProp(LogicalType.LOGICAL_TYPE_PROP); // also one that Avro's library does not know
        return switch (schema.getType()) {
            case ARRAY -> "array of " + words(schema.getElementType());
            case UNION -> "a union of several types";
            default ->
                schema.getType().getName()
                        + (logical != null && UnknownColumns.looksLikeName(logical) ? " (" + logical + ")" : "");
        };
    }

    /** What a schema is for contracts; empty for what no column holds, such as a union of several types. */
    private static Optional<ValueType> type(Schema nullable) {
        Schema schema = value(nullable);
        String logical =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        return switch (schema.getType()) {
            case BOOLEAN -> Optional.of(ValueType.Flag.WORDS);
            case INT, LONG -> Optional.of(whole(logical));
            case FLOAT, DOUBLE -> Optional.of(ValueType.Real.FINITE);
            case STRING, ENUM -> Optional.of(new ValueType.Text());
            case BYTES, FIXED ->
                schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                        ? ValueType.Exact.of(decimal.getPrecision(), decimal.getScale())
                        : Optional.empty();
            case ARRAY -> type(schema.getElementType()).map(ValueType.ListOf::new);
            case RECORD, MAP, UNION, NULL -> Optional.empty();
        };
    }

    private static ValueType whole(String logical) {
        return switch (logical) {
            case "date" -> new ValueType.Day(ValueType.ISO);
            case "time-millis", "time-micros" -> new ValueType.TimeOfDay(ValueType.ISO);
            case "timestamp-millis", "timestamp-micros" -> new ValueType.Instant(ValueType.ISO, "");
            case "local-timestamp-millis", "local-timestamp-micros" -> new ValueType.WallClock(ValueType.ISO);
            default -> ValueType.Whole.LONG;
        };
    }
}
